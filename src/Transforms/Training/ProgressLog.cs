using Microsoft.ML.Runtime;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Training;

/// <summary>Writes a line into the log every so many steps, and passes every step on.</summary>
internal sealed class ProgressLog(IChannel channel, int everyNStep, IProgress<TrainingProgress>? next) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Step % everyNStep == 0 || value.Step == value.Steps)
        {
            channel.Info(
                MessageSensitivity.None,
                "{0}: step {1} of {2}, loss {3:0.0000}, {4:0.0} items/s, {5:hh\\:mm\\:ss} left",
                value.Stage, value.Step, value.Steps, value.Loss, value.ItemsPerSecond, value.Remaining);
        }

        next?.Report(value);
    }
}
