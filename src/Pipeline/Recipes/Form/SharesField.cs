namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>A map of names to fractions of 1.</summary>
internal sealed record SharesField(string Key, string Description) : Field(Key, Description);
