using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Promoting;

/// <summary>Makes releases and moves the production pointer, once per accepted run whatever dies between.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock for the records' times.</param>
public sealed class Promotion(IStore store, TimeProvider clock)
{
    private readonly Ledger _ledger = new(store);

    /// <summary>
    /// Makes an accepted candidate the next release, and production. A run that was promoted already gives its release again.
    /// </summary>
    /// <param name="verdict">The gate's word; nobody else can make one.</param>
    /// <param name="candidate">What was judged.</param>
    /// <param name="scorecard">Its scorecard.</param>
    /// <param name="tasks">Every task learned so far, this one included, in order.</param>
    /// <param name="run">The run at its judgement, with the digests of candidate, scorecard and verdict.</param>
    /// <param name="epoch">The worker's epoch.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="LostLeaseException">The stream's epoch is higher: another worker has taken over.</exception>
    /// <exception cref="ReferenceMovedException">Production is no longer what the candidate was trained from and compared with.</exception>
    /// <exception cref="InvalidOperationException">The ledger says that the run was decided otherwise; a decision stands.</exception>
    public async Task<Release> PromoteAsync(
        Accepted verdict, Candidate candidate, Scorecard scorecard, IReadOnlyList<LearnedTask> tasks, Run run, long epoch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var record = await _ledger.FindAsync(run, cancellation)
            ?? await _ledger.DecideAsync(run.Stream, state => Propose(state, candidate, scorecard, tasks, run, epoch), cancellation);
        return record is { Kind: LedgerKind.Promoted, Production: { } number }
            ? await new StreamLog(store).ReleaseAsync(run.Stream, number, cancellation)
            : throw new InvalidOperationException(
                $"Run '{run.Key}' of stream '{run.Stream}' was decided in ledger record {record.Number} as {record.Kind.ToString().ToLowerInvariant()}, " +
                "and a decision stands; submit the dataset under another recipe to have it decided anew.");
    }

    /// <summary>
    /// Records that a candidate was not accepted; production stays. A run that was recorded already is not recorded again.
    /// </summary>
    /// <param name="run">The run at its judgement.</param>
    /// <param name="epoch">The worker's epoch.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="LostLeaseException">The stream's epoch is higher: another worker has taken over.</exception>
    public async Task RejectAsync(Run run, long epoch, CancellationToken cancellation)
    {
        if (await _ledger.FindAsync(run, cancellation) is not null)
            return;
        await _ledger.DecideAsync(run.Stream, state =>
        {
            CheckEpoch(state, run, epoch);
            return new Proposal(Judged(run, LedgerKind.Rejected, epoch) with { Production = state.Production });
        }, cancellation);
    }

    /// <summary>Makes an earlier release production again. Learning goes on from it; the releases after it stay where they are.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="release">The release's number.</param>
    /// <param name="reason">Why, for the ledger.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The release that serves now.</returns>
    /// <exception cref="ArgumentException">The reason is empty, there is no such release, or it serves already.</exception>
    public async Task<Release> RollbackAsync(string stream, int release, string reason, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new ArgumentException("A rollback needs a reason; it goes into the ledger.", nameof(reason));
        await _ledger.DecideAsync(stream, state =>
        {
            if (release < 1 || release > state.Releases)
                throw new ArgumentException(
                    $"Stream '{stream}' has no release {release}; it has {state.Releases}. " +
                    "List them with 'mlopscl releases'.", nameof(release));
            if (state.Production == release)
                throw new ArgumentException($"Release {release} of stream '{stream}' serves already.", nameof(release));
            return new Proposal(new LedgerRecord(0, null, stream, LedgerKind.RolledBack, clock.GetUtcNow()) { Production = release, Reason = reason });
        }, cancellation);
        return await new StreamLog(store).ReleaseAsync(stream, release, cancellation);
    }

    private Proposal Propose(StreamState state, Candidate candidate, Scorecard scorecard, IReadOnlyList<LearnedTask> tasks, Run run, long epoch)
    {
        CheckEpoch(state, run, epoch);
        if (state.Production != candidate.Parent)
            throw new ReferenceMovedException(run.Stream, candidate.Parent, state.Production);
        var number = state.Releases + 1;
        var release = new Release(number, candidate, tasks, run.ScorecardSha256!, run.VerdictSha256!, epoch, clock.GetUtcNow());
        return new Proposal(Judged(run, LedgerKind.Promoted, epoch) with { Production = number }, release, Best(state, scorecard, number));
    }

    private LedgerRecord Judged(Run run, LedgerKind kind, long epoch) => new(0, null, run.Stream, kind, clock.GetUtcNow())
    {
        RunKey = run.Key,
        Task = run.Task,
        Epoch = epoch,
        CandidateSha256 = run.CandidateSha256,
        ScorecardSha256 = run.ScorecardSha256,
        VerdictSha256 = run.VerdictSha256,
    };

    private static BestScore[] Best(StreamState state, Scorecard scorecard, int release)
    {
        var scored = scorecard.Tasks.Select(t => new BestScore(t.Task, t.DatasetSha256, t.Accuracy, release));
        return
        [
            .. state.Best.Concat(scored)
                .GroupBy(b => (b.Task, b.DatasetSha256))
                .Select(g => g.MaxBy(b => b.Accuracy)!)
                .OrderBy(b => b.Task, StringComparer.Ordinal).ThenBy(b => b.DatasetSha256, StringComparer.Ordinal),
        ];
    }

    private static void CheckEpoch(StreamState state, Run run, long epoch)
    {
        if (state.Epoch != epoch)
            throw new LostLeaseException(
                $"Stream '{run.Stream}' is at epoch {state.Epoch}; this worker's is {epoch}, so it must not decide run '{run.Key}'.");
    }
}
