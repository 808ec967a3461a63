namespace MlopsCl.Pipeline.Importing;

/// <summary>Makes records of one question about labelled pictures.</summary>
internal static class LabelledTask
{
    /// <summary>One record a picture; names of records and files begin with <paramref name="prefix"/>.</summary>
    public static IReadOnlyList<DraftRecord> Records(IEnumerable<LabelledPicture> pictures, string prefix, string question) =>
        [.. pictures.Select(p => new DraftRecord($"{prefix}-{p.Name}", new DraftPicture($"{prefix}-{p.Name}.png", p.Encode), question, p.Label))];
}
