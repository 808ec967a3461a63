using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>Passes progress on to the worker's state and to the screen, at once and on the reporting thread.</summary>
internal sealed class ProgressRelay(WorkerState state, IProgress<RunProgress> screen) : IProgress<RunProgress>
{
    public void Report(RunProgress value)
    {
        state.Current = value;
        // Who has come that far works again; the loop that noted the trouble hears of it only when the run has ended.
        if (value.Phase != RunPhase.Prepare)
            state.Trouble = null;
        screen.Report(value);
    }
}
