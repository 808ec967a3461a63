using MlopsCl.Learner;
using MlopsCl.Learner.Scoring;

namespace MlopsCl.Serving;

/// <summary>A question that a release must be able to answer before it serves.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="Picture">The path of the picture that it is about; null without.</param>
/// <param name="Answer">The right answer; null accepts any answer whose confidence is a number.</param>
/// <param name="ScoringRule">How the answer is compared with the right one, one of <see cref="ScoringRules.Names"/>.</param>
public sealed record SmokeQuestion(string Text, string? Picture = null, string? Answer = null, string ScoringRule = "exact")
{
    internal Question ToQuestion() => new(Text, Picture is null ? [] : [Learner.Picture.FromFile(Picture)]);

    /// <summary>What is wrong with an answer; null when nothing is.</summary>
    internal string? Fault(Answer given)
    {
        if (!float.IsFinite(given.Confidence))
            return $"the smoke question '{Text}' has the confidence {given.Confidence}, which is no number";
        return Answer is null || ScoringRules.Score(ScoringRule, given.Text, Answer) > 0
            ? null
            : $"the smoke question '{Text}' has the answer '{given.Text}' and must have '{Answer}' ({ScoringRule})";
    }
}
