namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>A number within a range.</summary>
internal sealed record NumberField(string Key, double Least, double Most, string Description) : Field(Key, Description)
{
    /// <summary>Whether it must be whole.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether <see cref="Least"/> itself is too small.</summary>
    public bool AboveLeast { get; init; }
}
