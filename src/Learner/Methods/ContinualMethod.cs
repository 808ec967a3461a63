using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods;

/// <summary>
/// A continual-learning method: decides what is trained and what is remembered. The moments come in the order of the members. An object
/// serves one
/// task; what must outlive a crash lives in the adapters' tensors, which checkpoints hold, and what must outlive the task in the state that
/// <see cref="End"/> returns.
/// </summary>
public abstract class ContinualMethod
{
    /// <summary>What the task adds to the frozen base model; may grow from task to task.</summary>
    /// <param name="context">The task, the state so far and the base model; adapters do not exist yet.</param>
    public virtual AdapterPlan Plan(LearningContext context) => AdapterPlan.Lora;

    /// <summary>Whether the plan holds the LoRA that the training options describe.</summary>
    public virtual bool UsesTrainingLora => true;

    /// <summary>Last preparation, with the adapters in place: mix memory into the batches, fill tensors in closed form.</summary>
    /// <param name="context">The task.</param>
    /// <param name="batches">The new task's batches.</param>
    /// <returns>The batches to train on.</returns>
    public virtual IBatchSource Begin(LearningContext context, IBatchSource batches) => batches;

    /// <summary>What is trained, by which loss, how long; one after another.</summary>
    public virtual IReadOnlyList<TrainingStage> Stages => [TrainingStage.Answers];

    /// <summary>A scalar that is added to the mean loss per learned token; null for none.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="prediction">What the model made of it.</param>
    public virtual Tensor? Penalty(Batch batch, Prediction prediction) => null;

    /// <summary>
    /// Called after the backward pass and before clipping: gradients may be changed, running means moved (without gradient).
    /// </summary>
    /// <param name="adapters">The tensors being trained.</param>
    public virtual void AdjustGradients(AdapterState adapters)
    {
    }

    /// <summary>What to keep of this task.</summary>
    /// <param name="context">The task, with the trained adapters.</param>
    /// <param name="batches">The batches that were trained on.</param>
    public abstract MethodState End(LearningContext context, IBatchSource batches);

    /// <summary>The choice of prompts and pool entries per sample, in training and in answering; null if the method makes none.</summary>
    public virtual AdapterSelector? Selector => null;
}
