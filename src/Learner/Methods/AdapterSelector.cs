using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;

namespace MlopsCl.Learner.Methods;

/// <summary>
/// Chooses prompt vectors and pool weights per sample: a pure function of the question and of the method's saved tensors. No task is given.
/// </summary>
public abstract class AdapterSelector
{
    /// <summary>Prompt vectors per sample; always the same number.</summary>
    public virtual int PromptTokens => 0;

    /// <summary>The choice when answering.</summary>
    /// <param name="instruction">The questions' features.</param>
    /// <param name="adapters">The tensors that the method saved.</param>
    public abstract Conditioning Select(Instruction instruction, AdapterState adapters);

    /// <summary>The choice when training, where the samples' tasks are known; with gradient.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="adapters">The tensors being trained.</param>
    /// <returns>By default the choice when answering.</returns>
    public virtual Conditioning SelectForTraining(Batch batch, AdapterState adapters) => Select(batch.Instruction, adapters);
}
