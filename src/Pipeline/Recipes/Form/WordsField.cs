namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>A list of texts, not empty.</summary>
internal sealed record WordsField(string Key, string Description) : Field(Key, Description);
