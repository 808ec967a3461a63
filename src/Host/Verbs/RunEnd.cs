using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>The end of a run, and what it means as an exit code.</summary>
internal static class RunEnd
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks into the journal until a run has ended; it may not be there yet.</summary>
    public static async Task<Run> OfAsync(StreamLog log, string stream, string key, CancellationToken cancellation)
    {
        while (true)
        {
            if (await log.RunAsync(stream, key, cancellation) is { IsFinished: true } run)
                return run;
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
