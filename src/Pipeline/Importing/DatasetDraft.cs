namespace MlopsCl.Pipeline.Importing;

/// <summary>A dataset that is ready to be written. Counts in the card are filled in by the writer.</summary>
internal sealed record DatasetDraft(
    string Task, IReadOnlyList<string> Questions, string Scoring, string Source, string Licence,
    IReadOnlyList<DraftRecord> Train, IReadOnlyList<DraftRecord> Test);
