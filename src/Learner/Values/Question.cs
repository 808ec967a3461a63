namespace MlopsCl.Learner;

/// <summary>What the model is asked.</summary>
/// <param name="Text">The instruction; markers <c>&lt;image&gt;</c> are added in front when it has none and there are pictures.</param>
/// <param name="Pictures">The pictures that it is about; may be empty.</param>
public sealed record Question(string Text, IReadOnlyList<Picture> Pictures);
