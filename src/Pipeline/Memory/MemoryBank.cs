using MlopsCl.Learner;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Samples;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Memory;

/// <summary>
/// The memory banks of streams: one manifest per release, in the content store; looked at, compared and erased from here.
/// </summary>
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
        var number = release ?? (await _log.StateAsync(stream, cancellation)).Production
            ?? throw new ArgumentException($"Stream '{stream}' has no release yet, so it has no memory bank.", nameof(stream));
        return await OfAsync(await _log.ReleaseAsync(stream, number, cancellation), cancellation);
    }

    /// <summary>One entry, by the beginning of its digest or by its record's name.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="release">The release; null for production.</param>
    /// <param name="sample">At least 4 digits of the sample's digest, or the record's name.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="ArgumentException">No entry, or more than one, answers to it.</exception>
    public async Task<MemoryEntry> ShowAsync(string stream, int? release, string sample, CancellationToken cancellation)
    {
        var bank = await ListAsync(stream, release, cancellation);
        var found = bank.Entries
            .Where(e => e.Sample.Id == sample || (sample.Length >= 4 && e.Sample.Digest.StartsWith(sample, StringComparison.Ordinal)))
            .ToArray();
        return found.Length == 1
            ? found[0]
            : throw new ArgumentException(
                $"{found.Length} entries of the memory bank answer to '{sample}'; give more digits of one's digest, " +
                "as 'mlopscl memory ls' shows it.", nameof(sample));
    }

    /// <summary>Compares the banks of two releases.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="first">The earlier release.</param>
    /// <param name="second">The later release.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="ArgumentException">There is no such release.</exception>
    public async Task<MemoryDiff> DiffAsync(string stream, int first, int second, CancellationToken cancellation) => MemoryDiff.Between(
        await ListAsync(stream, first, cancellation), await ListAsync(stream, second, cancellation));

    /// <summary>An entry's pictures, as files in a folder.</summary>
    /// <param name="bank">The bank.</param>
    /// <param name="entry">One of its entries.</param>
    /// <param name="folder">The folder; files are named by digest.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="InvalidDataException">A picture in the store is damaged.</exception>
    public async Task<IReadOnlyList<Picture>> PicturesAsync(MemoryManifest bank, MemoryEntry entry, string folder, CancellationToken cancellation)
    {
        var pictures = await new SampleArchive(_content, folder).OpenAsync(entry.Sample.Pictures, Packs(bank), cancellation);
        return [.. entry.Sample.Pictures.Select(p => pictures[p])];
    }

    /// <summary>
    /// Erases from the memory of a stream. It holds from the next release on, for what comes in later as well, and is recorded in the
    /// ledger.
    /// </summary>
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
        var bank = await ListAsync(stream, null, cancellation);
        string[] erased = [.. bank.Entries.Where(erasure.Covers).Select(e => e.Sample.Digest).Order(StringComparer.Ordinal)];
        if (erased.Length == 0)
            throw new ArgumentException(
                $"Nothing in the memory bank of stream '{stream}' has the {erasure.By.ToString().ToLowerInvariant()} '{erasure.Value}'; " +
                "list the bank with 'mlopscl memory ls'.",
                nameof(erasure));
        await new Ledger(store).DecideAsync(stream, state => new Proposal(
            new LedgerRecord(0, null, stream, LedgerKind.Erased, clock.GetUtcNow()) { Production = state.Production, Erased = erased, Reason = reason },
            Erasures: state.Erasures.Contains(erasure) ? state.Erasures : [.. state.Erasures, erasure]), cancellation);
        return erased;
    }

    /// <summary>What a run learns with: production's bank without what was erased since.</summary>
    internal async Task<MemoryManifest> ForLearningAsync(StreamState state, Release? parent, long seed, CancellationToken cancellation)
    {
        var bank = parent is null ? MemoryManifest.Empty(seed) : await OfAsync(parent, cancellation);
        return bank.Without(state.Erasures);
    }

    /// <summary>The bank's samples, their pictures as files in the archive's cache.</summary>
    internal static Task<IReadOnlyList<Sample>> SamplesAsync(MemoryManifest bank, SampleArchive archive, CancellationToken cancellation) =>
        archive.OpenAsync([.. bank.Entries.Select(e => e.Sample)], Packs(bank), cancellation);

    /// <summary>
    /// The bank after a task: the k smallest of its samples join; the packs hold the pictures of what is kept, and no others.
    /// </summary>
    internal static async Task<MemoryManifest> AfterAsync(
        MemoryManifest bank, TaskDataset dataset, double share, IReadOnlyList<Erasure> erasures, SampleArchive archive, CancellationToken cancellation)
    {
        var (stored, pictures) = share > 0 ? SampleArchive.Describe(dataset.Train) : ([], new Dictionary<string, Picture>());
        var after = Join(bank, dataset, share, stored).Without(erasures);
        var shares = new List<MemoryShare>(after.Shares.Count);
        foreach (var one in after.Shares)
            shares.Add(await PackAsync(one, after, pictures, archive, cancellation));
        return after with { Shares = shares };
    }

    /// <summary>A bank after a task, kept nowhere, and the task's samples as it knows them, in the dataset's order.</summary>
    internal static (MemoryManifest Bank, IReadOnlyList<StoredSample> Samples) Remember(MemoryManifest bank, TaskDataset dataset, double share)
    {
        var (stored, _) = SampleArchive.Describe(dataset.Train);
        return (Join(bank, dataset, share, stored), stored);
    }

    internal async Task<string> SaveAsync(MemoryManifest bank, CancellationToken cancellation) =>
        await _content.AddBytesAsync(StoreJson.Write(bank), cancellation);

    internal Task<MemoryManifest> LoadAsync(string sha256, CancellationToken cancellation) => _log.DocumentAsync<MemoryManifest>(sha256, cancellation);

    private static MemoryManifest Join(MemoryManifest bank, TaskDataset dataset, double share, IReadOnlyList<StoredSample> samples)
    {
        var kept = KeyedHash.Count(dataset.Train.Count, share);
        var entries = samples.Select(s => new MemoryEntry(s, dataset.Sha256, KeyedHash.Priority(bank.Seed, s.Digest)));
        return bank.Merge(dataset.Task.Value, dataset.Sha256, dataset.Train.Count, kept, entries);
    }

    private static IEnumerable<PicturePack> Packs(MemoryManifest bank) => bank.Shares.Where(s => s.Pack is not null).Select(s => s.Pack!);

    private static async Task<MemoryShare> PackAsync(
        MemoryShare share, MemoryManifest bank, IReadOnlyDictionary<string, Picture> fresh, SampleArchive archive, CancellationToken cancellation)
    {
        var pictures = bank.Entries.Where(e => e.Source == share.Source).SelectMany(e => e.Sample.Pictures);
        string[] needed = [.. pictures.Distinct().Order(StringComparer.Ordinal)];
        if (needed.SequenceEqual((share.Pack?.Pictures ?? []).Select(p => p.Sha256)))
            return share;
        var old = await archive.OpenAsync(needed.Where(n => !fresh.ContainsKey(n)), share.Pack is null ? [] : [share.Pack], cancellation);
        var all = needed.ToDictionary(n => n, n => fresh.TryGetValue(n, out var picture) ? picture : old[n]);
        return share with { Pack = await archive.PackAsync(all, cancellation) };
    }
}
