using MlopsCl.Learner.Batches;

namespace MlopsCl.Learner.Methods.Replay;

/// <summary>One LoRA, trained on from task to task, with samples of the memory bank in every batch.</summary>
/// <param name="options">The share of memory.</param>
public sealed class ReplayMethod(ReplayOptions options) : ContinualMethod
{
    /// <inheritdoc/>
    public override IBatchSource Begin(LearningContext context, IBatchSource batches) =>
        new MixedBatchSource(context.Samples, context.Memory, context.Training.BatchSize, options.Ratio, context.Seed);

    /// <inheritdoc/>
    public override MethodState End(LearningContext context, IBatchSource batches) => MethodState.Empty;
}
