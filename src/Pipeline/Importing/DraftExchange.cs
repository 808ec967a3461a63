namespace MlopsCl.Pipeline.Importing;

/// <summary>A question without image markers, and its answer.</summary>
internal sealed record DraftExchange(string Question, string Answer);
