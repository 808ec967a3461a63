using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Updating;

/// <summary>
/// The boundary to the native side: what learns and what answers. Both calls block, and are made on one thread at a time.
/// </summary>
internal interface IDevice
{
    /// <summary>Learns a task and writes adapter and method state into the order's output folder.</summary>
    TrainingReport Learn(LearnOrder order, IProgress<TrainingProgress>? progress, CancellationToken cancellation);

    /// <summary>Answers the prompts of samples, in their order.</summary>
    IReadOnlyList<string> Answer(Bundle bundle, IReadOnlyList<Sample> samples, AnsweringOptions options, CancellationToken cancellation);
}
