using MlopsCl.Learner.Batches;

namespace MlopsCl.Learner.Methods.SequentialLora;

/// <summary>
/// One LoRA, trained on from task to task with nothing to hold it back: the lower bound that shows how much tasks conflict.
/// </summary>
public sealed class SequentialLoraMethod : ContinualMethod
{
    /// <inheritdoc/>
    public override MethodState End(LearningContext context, IBatchSource batches) => MethodState.Empty;
}
