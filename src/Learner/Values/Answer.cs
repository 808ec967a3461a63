namespace MlopsCl.Learner;

/// <summary>What the model answers.</summary>
/// <param name="Text">The decoded answer, without special tokens and what ended it, trimmed.</param>
/// <param name="Confidence">The geometric mean of the chosen tokens' probabilities, 0 to 1.</param>
/// <param name="LogProbabilities">
/// The natural logarithm of each chosen token's probability, as the model gives it before temperature, limits and penalty.
/// </param>
public sealed record Answer(string Text, float Confidence, IReadOnlyList<float> LogProbabilities)
{
    /// <summary>What ended the answer.</summary>
    public AnswerEnd End { get; init; }
}
