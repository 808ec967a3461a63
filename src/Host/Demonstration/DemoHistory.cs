using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>What a store's runs had taken before a demonstration began: an earlier one's work is not this one's.</summary>
/// <param name="earlier">Seconds by run key.</param>
internal sealed class DemoHistory(IReadOnlyDictionary<string, PhaseSeconds> earlier)
{
    /// <summary>Reads it, before a worker of this demonstration goes on with a run that an earlier one left.</summary>
    public static async Task<DemoHistory> ReadAsync(StreamLog log, string stream, CancellationToken cancellation) =>
        new((await log.StatusAsync(stream, cancellation)).Runs.ToDictionary(run => run.Key, run => run.Seconds));

    /// <summary>What a run has taken since.</summary>
    public PhaseSeconds SecondsSince(Run run) => run.Seconds.Since(earlier.GetValueOrDefault(run.Key) ?? new PhaseSeconds());
}
