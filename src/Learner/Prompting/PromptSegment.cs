namespace MlopsCl.Learner.Prompting;

/// <summary>A part of a rendered conversation.</summary>
/// <param name="Text">The text, with one <c>&lt;image&gt;</c> per picture.</param>
/// <param name="IsAnswer">Whether the model says it, and learns it; an end token follows.</param>
public sealed record PromptSegment(string Text, bool IsAnswer);
