using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>What the end of a run means as an exit code.</summary>
internal static class RunEnd
{
    public static int ExitCodeOf(Run run, VerdictRecord? verdict) => run.State switch
    {
        RunState.Rejected when verdict?.Result == "inconclusive" => ExitCode.Inconclusive,
        RunState.Rejected => ExitCode.No,
        RunState.Quarantined => ExitCode.Usage,
        RunState.Failed => ExitCode.Failed,
        _ => ExitCode.Done,
    };
}
