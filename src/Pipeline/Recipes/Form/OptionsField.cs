namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>A map of names to texts whose names others know.</summary>
internal sealed record OptionsField(string Key, string Description) : Field(Key, Description);
