using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline;

/// <summary>
/// Judges a run again from what the store holds: the scorecards, and the limits that were held against, or others. It informs; only a run's own
/// judgement promotes.
/// </summary>
/// <param name="store">The store.</param>
public sealed class Rejudgement(IStore store)
{
    private readonly StreamLog _log = new(store);

    /// <summary>Judges again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="policy">The limits; null takes those that the stored verdict names.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>What the gate says now; null when the run was not examined, or no limits are given and none are stored.</returns>
    /// <exception cref="InvalidDataException">A document in the store is damaged.</exception>
    public async Task<VerdictRecord?> JudgeAsync(Run run, GatePolicy? policy, CancellationToken cancellation)
    {
        var limits = policy ?? (await _log.VerdictAsync(run, cancellation))?.Policy;
        return limits is not null && await Evidence.ReadAsync(_log, run, cancellation) is { } evidence
            ? VerdictRecord.Of(Gate.Judge(evidence.ToInput(run), limits), limits)
            : null;
    }
}
