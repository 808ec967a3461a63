namespace MlopsCl.Transforms.Prompting;

/// <summary>The columns that a composing step adds.</summary>
/// <param name="Prompt">The text.</param>
/// <param name="Image">The pictures; null where none go in.</param>
internal sealed record PromptOutput(string Prompt, string? Image);
