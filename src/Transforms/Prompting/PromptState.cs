namespace MlopsCl.Transforms.Prompting;

/// <summary>What each cursor over the first composing step keeps: nothing. Public because ML.NET makes it; not meant for other use.</summary>
public sealed class PromptState;
