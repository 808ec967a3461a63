using MlopsCl.Learner;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Promoting;

/// <summary>
/// Decides and remembers. A decision is first written into the stream's state as an intent (one compare-and-swap decides it), then carried
/// out: the release, the record, the pointer. Killed anywhere between, the next one who looks carries out the same bytes.
/// </summary>
internal sealed class Ledger(IStore store)
{
    private const int Further = 16;
    private readonly StateDocument _states = new(store);
    private readonly ContentStore _content = new(store);

    /// <summary>Makes a decision and carries it out.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="propose">From the newest state to a proposal; called again when somebody came between. What it throws ends the
    /// call.</param>
    /// <param name="cancellation">Stops the call; a decision that is made will still be carried out.</param>
    public async Task<LedgerRecord> DecideAsync(string stream, Func<StreamState, Proposal> propose, CancellationToken cancellation)
    {
        for (; ; )
        {
            var (state, etag) = await SettleAsync(stream, cancellation);
            var proposal = propose(state);
            var release = proposal.Release is null ? null : await _content.AddBytesAsync(StoreJson.Write(proposal.Release), cancellation);
            var record = proposal.Record with { Number = state.LedgerRecords + 1, Previous = state.LedgerSha256, Stream = stream, ReleaseSha256 = release };
            var recordDigest = await _content.AddBytesAsync(StoreJson.Write(record), cancellation);
            var decision = new Decision(record.Production, proposal.Release?.Number, release, record.Number, recordDigest, proposal.Best ?? state.Best);
            var next = state with { Decision = decision, Erasures = proposal.Erasures ?? state.Erasures };
            var written = await _states.TryWriteAsync(next, etag, cancellation);
            await SettleAsync(stream, cancellation);
            if (written || await HoldsAsync(stream, record.Number, recordDigest, cancellation))
                return record;
        }
    }

    /// <summary>Carries out a decision that is open, and gives the newest state.</summary>
    public async Task<(StreamState State, string? ETag)> SettleAsync(string stream, CancellationToken cancellation)
    {
        for (; ; )
        {
            var (state, etag) = await _states.ReadAsync(stream, cancellation);
            if (state.Decision is not { } decision)
                return (state, etag);
            if (decision is { Release: { } number, ReleaseSha256: { } digest })
                await PublishAsync(StoreLayout.Release(stream, number), digest, cancellation);
            await PublishAsync(StoreLayout.Ledger(stream, decision.Record), decision.RecordSha256, cancellation);
            var next = state with
            {
                Production = decision.Production,
                Releases = decision.Release ?? state.Releases,
                LedgerRecords = decision.Record,
                LedgerSha256 = decision.RecordSha256,
                Best = decision.Best,
                Decision = null,
            };
            await _states.TryWriteAsync(next, etag, cancellation);
        }
    }

    /// <summary>
    /// The record of a run's promotion or rejection, looked for from the newest record back to the run's acceptance, and some records further: times come from
    /// several machines' clocks, and a decision must not be missed for one that is days behind.
    /// </summary>
    public async Task<LedgerRecord?> FindAsync(Run run, CancellationToken cancellation)
    {
        var (state, _) = await SettleAsync(run.Stream, cancellation);
        var (oldest, further) = (run.AcceptedAt - TimeSpan.FromDays(1), Further);
        for (var number = state.LedgerRecords; number > 0; number--)
        {
            var record = await ReadAsync(run.Stream, number, cancellation);
            if (record.RunKey == run.Key)
                return record;
            if (record.At < oldest && --further == 0)
                break;
        }
        return null;
    }

    /// <exception cref="InvalidDataException">The record is missing or damaged.</exception>
    public async Task<LedgerRecord> ReadAsync(string stream, int number, CancellationToken cancellation)
    {
        var name = StoreLayout.Ledger(stream, number);
        var document = await store.ReadAsync(name, cancellation) ?? throw new InvalidDataException(
            $"Ledger record '{name}' is missing from '{store.Address}'.");
        return StoreJson.Read<LedgerRecord>(document.Content.Span, name);
    }

    /// <summary>Follows the chain from the state's head back to the first record.</summary>
    /// <exception cref="InvalidDataException">A record is missing, or was changed.</exception>
    public async Task<IReadOnlyList<LedgerRecord>> VerifyAsync(string stream, CancellationToken cancellation)
    {
        var (state, _) = await SettleAsync(stream, cancellation);
        var records = new List<LedgerRecord>(state.LedgerRecords);
        var expected = state.LedgerSha256;
        for (var number = state.LedgerRecords; number > 0; number--)
        {
            var name = StoreLayout.Ledger(stream, number);
            var document = await store.ReadAsync(name, cancellation) ?? throw new InvalidDataException(
                $"Ledger record '{name}' is missing from '{store.Address}'.");
            if (ContentDigest.Of(document.Content.Span) != expected)
                throw new InvalidDataException(
                    $"Ledger record '{name}' was changed: its digest is not {expected}, " +
                    "which the record after it (or the stream's state) holds.");
            var record = StoreJson.Read<LedgerRecord>(document.Content.Span, name);
            expected = record.Previous;
            records.Add(record);
        }
        records.Reverse();
        return expected is null ? records : throw new InvalidDataException(
            $"The first ledger record of stream '{stream}' names a record before it; the ledger was cut.");
    }

    /// <summary>
    /// Whether a record is this very one. A write whose answer was lost on the way is repeated by the store's client and told of a conflict with itself.
    /// </summary>
    private async Task<bool> HoldsAsync(string stream, int number, string digest, CancellationToken cancellation) =>
        await store.ReadAsync(StoreLayout.Ledger(stream, number), cancellation) is { } document
        && ContentDigest.Of(document.Content.Span) == digest;

    private async Task PublishAsync(string name, string digest, CancellationToken cancellation)
    {
        var bytes = await _content.ReadBytesAsync(digest, cancellation);
        try
        {
            await store.CreateAsync(name, bytes, cancellation);
        }
        catch (StoreConflictException)
        {
            var document = await store.ReadAsync(name, cancellation);
            if (document is null || !document.Content.Span.SequenceEqual(bytes))
                throw new InvalidDataException(
                    $"Document '{name}' in '{store.Address}' holds something else than what was decided ({digest}); " +
                    "it was tampered with. Restore it from the content store.");
        }
    }
}
