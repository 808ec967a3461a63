using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>The end of a run, and what it means as an exit code.</summary>
internal static class RunEnd
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks into the journal until a run has ended; it may not be there yet.</summary>
    /// <param name="log">What happened in the streams.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="key">The run.</param>
    /// <param name="look">Called between looks into the journal: looks for what may keep everybody from working on it, and tells.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Run> OfAsync(StreamLog log, string stream, string key, Func<CancellationToken, Task> look, CancellationToken cancellation)
    {
        while (true)
        {
            if (await log.RunAsync(stream, key, cancellation) is { IsFinished: true } run)
                return run;
            await look(cancellation);
            await Task.Delay(Pause, cancellation);
        }
    }

    public static int ExitCodeOf(Run run, VerdictRecord? verdict) => run.State switch
    {
        RunState.Rejected when verdict?.Result == "inconclusive" => ExitCode.Inconclusive,
        RunState.Rejected => ExitCode.No,
        RunState.Quarantined => ExitCode.Usage,
        RunState.Failed => ExitCode.Failed,
        _ => ExitCode.Done,
    };
}
