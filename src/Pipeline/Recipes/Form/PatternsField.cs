namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>A map of regular expressions to numbers within a range, in the order in which it is written.</summary>
/// <param name="Key">The setting's key.</param>
/// <param name="Each">What each number must be.</param>
/// <param name="Description">What the setting is for.</param>
internal sealed record PatternsField(string Key, NumberField Each, string Description) : Field(Key, Description);
