namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>A text, by a pattern or one of a few words.</summary>
internal sealed record TextField(string Key, string Description) : Field(Key, Description)
{
    /// <summary>A regular expression that the whole text meets; null for any text that is not empty.</summary>
    public string? Pattern { get; init; }

    /// <summary>The words that are allowed; null for any.</summary>
    public IReadOnlyList<string>? Words { get; init; }
}
