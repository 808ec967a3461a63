using System.Diagnostics;

namespace MlopsCl.Learner.Training;

/// <summary>Tells how fast a training goes and when it will end.</summary>
internal sealed class ProgressMeter(int steps, int start, IProgress<TrainingProgress>? progress)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _samples;

    public void Report(ScheduledStep at, double loss, int samples)
    {
        _samples += samples;
        var elapsed = Stopwatch.GetElapsedTime(_began);
        var done = at.Index + 1;
        var remaining = elapsed / (done - start) * (steps - done);
        progress?.Report(new TrainingProgress(
            at.Stage.Name, done, steps, loss, _samples / Math.Max(1e-9, elapsed.TotalSeconds), remaining));
    }
}
