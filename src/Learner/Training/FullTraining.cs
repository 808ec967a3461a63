using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;

namespace MlopsCl.Learner.Training;

/// <summary>Trains the base model itself; nothing is kept besides.</summary>
internal sealed class FullTraining : ContinualMethod
{
    public override AdapterPlan Plan(LearningContext context) => AdapterPlan.Full;

    public override bool UsesTrainingLora => false;

    public override MethodState End(LearningContext context, IBatchSource batches) => MethodState.Empty;
}
