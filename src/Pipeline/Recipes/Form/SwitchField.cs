namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>True or false.</summary>
internal sealed record SwitchField(string Key, string Description) : Field(Key, Description);
