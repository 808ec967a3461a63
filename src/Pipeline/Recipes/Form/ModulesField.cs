namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>One regular expression, or a list of texts, not empty.</summary>
internal sealed record ModulesField(string Key, string Description) : Field(Key, Description);
