namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>A setting of a recipe: its key and what it is for.</summary>
internal abstract record Field(string Key, string Description)
{
    /// <summary>Whether the setting must be there.</summary>
    public bool Required { get; init; }

    /// <summary>What holds when it is left out, as it is written in the schema; null when nothing does.</summary>
    public object? Default { get; init; }
}
