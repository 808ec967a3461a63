namespace MlopsCl.Learner;

/// <summary>One turn of a conversation.</summary>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">What is said; a human turn holds one <c>&lt;image&gt;</c> marker per picture, in order.</param>
public sealed record Turn(Speaker Speaker, string Text);
