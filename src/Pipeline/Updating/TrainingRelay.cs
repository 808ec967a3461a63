using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Updating;

/// <summary>
/// Passes training progress on, and lets the courier look for new checkpoints. Called on the compute thread; does nothing slow.
/// </summary>
internal sealed class TrainingRelay(RunContext context, CheckpointCourier courier) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        courier.Look();
        context.Progress?.Report(new RunProgress(context.Run.Stream, context.Run.Task, context.Run.Key, RunPhase.Train, null, value));
    }
}
