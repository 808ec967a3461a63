using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>Passes progress on to the worker's state and to the screen, at once and on the reporting thread.</summary>
internal sealed class ProgressRelay(WorkerState state, IProgress<RunProgress> screen) : IProgress<RunProgress>
{
    public void Report(RunProgress value)
    {
        state.Current = value;
        screen.Report(value);
    }
}
