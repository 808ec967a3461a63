using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>A run as the verbs show it.</summary>
/// <param name="Number">Its number in the stream.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task.</param>
/// <param name="State">The last finished step, in lower case.</param>
/// <param name="Release">The release that came of it.</param>
/// <param name="Reason">Why it was quarantined or failed.</param>
/// <param name="Attempts">Attempts that ended with an error.</param>
/// <param name="Seconds">Seconds of work so far.</param>
/// <param name="Key">The run's key.</param>
internal sealed record RunLine(long Number, string Stream, string Task, string State, int? Release, string? Reason, int Attempts, double Seconds, string Key)
{
    public static RunLine Of(Run run) => new(
        run.Sequence, run.Stream, run.Task, run.State.ToString().ToLowerInvariant(), run.Release, run.Reason, run.Attempts,
        Math.Round(run.Seconds.Total, 3), run.Key);
}
