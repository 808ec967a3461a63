namespace MlopsCl.Transforms.Prompting;

/// <summary>What the first composing step reads: nothing. Public because ML.NET makes it when a model is loaded; not meant for other use.</summary>
public sealed class PromptStart;
