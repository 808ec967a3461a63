namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>Settings under a key.</summary>
internal sealed record SectionField(string Key, string Description, IReadOnlyList<Field> Fields) : Field(Key, Description)
{
    /// <summary>Whether the key holds a list of such settings.</summary>
    public bool IsList { get; init; }
}
