using MlopsCl.Learner.Batches;

namespace MlopsCl.Learner.Methods;

/// <summary>A question that samples share, word for word.</summary>
/// <param name="Sample">The first sample that asks it.</param>
/// <param name="Count">How many samples ask it.</param>
internal sealed record QuestionCount(PreparedSample Sample, int Count)
{
    /// <summary>
    /// The different questions of samples, in the order in which they first come. Their features need to be read only once each.
    /// </summary>
    public static IReadOnlyList<QuestionCount> Of(IEnumerable<PreparedSample> samples) =>
        [.. samples.GroupBy(sample => string.Join(' ', sample.InstructionIds)).Select(same => new QuestionCount(same.First(), same.Count()))];
}
