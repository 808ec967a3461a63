using MlopsCl.Learner;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Samples;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Memory;

/// <summary>The memory banks of streams: one manifest per release, in the content store; looked at, compared and erased from here.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock for the ledger's times.</param>
public sealed class MemoryBank(IStore store, TimeProvider clock)
{
    private readonly ContentStore _content = new(store);
    private readonly StreamLog _log = new(store);

    /// <summary>The bank of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="InvalidDataException">The manifest in the store is damaged.</exception>
    public Task<MemoryManifest> OfAsync(Release release, CancellationToken cancellation) => LoadAsync(release.Candidate.MemorySha256, cancellation);

    /// <summary>The bank of a release by number.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="release">The release; null for production.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="ArgumentException">There is no such release.</exception>
    public async Task<MemoryManifest> ListAsync(string stream, int? release, CancellationToken cancellation)
    {
        var number = release ?? (await _log.StateAsync(stream, cancellation).ConfigureAwait(false)).Production
            ?? throw new ArgumentException($"Stream '{stream}' has no release yet, so it has no memory bank.", nameof(stream));
        return await OfAsync(await _log.ReleaseAsync(stream, number, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    /// <summary>One entry, by the beginning of its digest or by its record's name.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="release">The release; null for production.</param>
    /// <param name="sample">At least 4 digits of the sample's digest, or the record's name.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="ArgumentException">No entry, or more than one, answers to it.</exception>
    public async Task<MemoryEntry> ShowAsync(string stream, int? release, string sample, CancellationToken cancellation)
    {
        var bank = await ListAsync(stream, release, cancellation).ConfigureAwait(false);
        var found = bank.Entries.Where(e => e.Sample.Id == sample || (sample.Length >= 4 && e.Sample.Digest.StartsWith(sample, StringComparison.Ordinal))).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new ArgumentException($"{found.Length} entries of the memory bank answer to '{sample}'; give more digits of one's digest, as 'mlopscl memory ls' shows it.", nameof(sample));
    }

    /// <summary>Compares the banks of two releases.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="first">The earlier release.</param>
    /// <param name="second">The later release.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="ArgumentException">There is no such release.</exception>
    public async Task<MemoryDiff> DiffAsync(string stream, int first, int second, CancellationToken cancellation) => MemoryDiff.Between(
        await ListAsync(stream, first, cancellation).ConfigureAwait(false), await ListAsync(stream, second, cancellation).ConfigureAwait(false));

    /// <summary>A picture of an entry.</summary>
    /// <param name="picture">Its SHA-256.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The encoded bytes.</returns>
    public Task<byte[]> PictureAsync(string picture, CancellationToken cancellation) => _content.ReadBytesAsync(picture, cancellation);

    /// <summary>Erases from the memory of a stream. It holds from the next release on, for what comes in later as well, and is recorded in the ledger.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="erasure">What is to be erased.</param>
    /// <param name="reason">Why, for the ledger.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The digests of the samples in production's bank that fall under it.</returns>
    /// <exception cref="ArgumentException">The reason or the value is empty, or nothing in the bank falls under it.</exception>
    public async Task<IReadOnlyList<string>> EraseAsync(string stream, Erasure erasure, string reason, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(erasure.Value))
            throw new ArgumentException("An erasure needs a value and a reason; the reason goes into the ledger.", nameof(reason));
        var bank = await ListAsync(stream, null, cancellation).ConfigureAwait(false);
        string[] erased = [.. bank.Entries.Where(erasure.Covers).Select(e => e.Sample.Digest).Order(StringComparer.Ordinal)];
        if (erased.Length == 0)
            throw new ArgumentException($"Nothing in the memory bank of stream '{stream}' has the {erasure.By.ToString().ToLowerInvariant()} '{erasure.Value}'; list the bank with 'mlopscl memory ls'.", nameof(erasure));
        await new Ledger(store).DecideAsync(stream, state => new Proposal(
            new LedgerRecord(0, null, stream, LedgerKind.Erased, clock.GetUtcNow()) { Production = state.Production, Erased = erased, Reason = reason },
            Erasures: state.Erasures.Contains(erasure) ? state.Erasures : [.. state.Erasures, erasure]), cancellation).ConfigureAwait(false);
        return erased;
    }

    /// <summary>What a run learns with: production's bank without what was erased since.</summary>
    internal async Task<MemoryManifest> ForLearningAsync(StreamState state, Release? parent, long seed, CancellationToken cancellation)
    {
        var bank = parent is null ? MemoryManifest.Empty(seed) : await OfAsync(parent, cancellation).ConfigureAwait(false);
        return bank.Without(state.Erasures);
    }

    /// <summary>The bank after a task: the k smallest of its samples join, and their pictures go to the content store.</summary>
    internal async Task<MemoryManifest> AfterAsync(
        MemoryManifest bank, TaskDataset dataset, double sharePercent, IReadOnlyList<Erasure> erasures, SampleArchive archive, CancellationToken cancellation)
    {
        var kept = KeyedHash.Count(dataset.Train.Count, sharePercent);
        var chosen = Choose(bank.Seed, dataset, kept);
        var stored = await archive.AddAsync(chosen, cancellation).ConfigureAwait(false);
        var entries = stored.Select(s => new MemoryEntry(s, dataset.Sha256, KeyedHash.Priority(bank.Seed, s.Digest)));
        return bank.Merge(dataset.Task.Value, dataset.Sha256, dataset.Train.Count, kept, entries).Without(erasures);
    }

    internal async Task<string> SaveAsync(MemoryManifest bank, CancellationToken cancellation) =>
        await _content.AddBytesAsync(StoreJson.Write(bank), cancellation).ConfigureAwait(false);

    internal Task<MemoryManifest> LoadAsync(string sha256, CancellationToken cancellation) => _log.DocumentAsync<MemoryManifest>(sha256, cancellation);

    private static IReadOnlyList<Sample> Choose(long seed, TaskDataset dataset, int kept)
    {
        if (kept == 0)
            return [];
        return
        [
            .. dataset.Train.AsParallel().AsOrdered()
                .Select(sample => (sample, Digest: sample.ComputeDigest()))
                .Select(s => (s.sample, s.Digest, Priority: KeyedHash.Priority(seed, s.Digest)))
                .AsSequential()
                .DistinctBy(s => s.Digest)
                .OrderBy(s => s.Priority, StringComparer.Ordinal).ThenBy(s => s.Digest, StringComparer.Ordinal)
                .Take(kept)
                .Select(s => s.sample),
        ];
    }
}
