namespace MlopsCl.Pipeline.Memory;

/// <summary>One version of a memory bank. It goes with a release; its bytes, and so its digest, depend only on what it holds.</summary>
/// <param name="Policy">The selection policy's name.</param>
/// <param name="Seed">The bank's seed.</param>
/// <param name="Shares">What it keeps of each dataset, in the order in which they were learned.</param>
/// <param name="Entries">The entries: by dataset in the order of <paramref name="Shares"/>, then by priority.</param>
/// <param name="Erased">Digests of the samples that were erased, in ordinal order.</param>
public sealed record MemoryManifest(
    string Policy, long Seed, IReadOnlyList<MemoryShare> Shares, IReadOnlyList<MemoryEntry> Entries, IReadOnlyList<string> Erased)
{
    /// <summary>A bank without entries.</summary>
    /// <param name="seed">The bank's seed.</param>
    public static MemoryManifest Empty(long seed) => new(KeyedHash.Name, seed, [], [], []);

    /// <summary>
    /// The bank after one more dataset. A dataset that it knows already is merged: the order of merges does not matter within it.
    /// </summary>
    /// <param name="task">The task's name.</param>
    /// <param name="source">The dataset's digest.</param>
    /// <param name="samples">How many training samples the dataset has.</param>
    /// <param name="kept">How many of them the bank may keep.</param>
    /// <param name="candidates">Those of them that come into question, with their priorities; at least the <paramref name="kept"/>
    /// smallest.</param>
    public MemoryManifest Merge(string task, string source, int samples, int kept, IEnumerable<MemoryEntry> candidates)
    {
        var shares = Shares.Any(s => s.Source == source)
            ? [.. Shares.Select(s => s.Source == source ? s with { Samples = samples, Kept = kept } : s)]
            : Shares.Append(new MemoryShare(task, source, samples, kept)).ToArray();
        return Arrange(shares, Entries.Concat(candidates.Where(c => c.Source == source)));
    }

    /// <summary>The bank with smaller shares.</summary>
    /// <param name="share">The share of each dataset's samples, 0 to 1; shares that are smaller already stay.</param>
    public MemoryManifest Shrink(double share) =>
        Arrange([.. Shares.Select(s => s with { Kept = Math.Min(s.Kept, KeyedHash.Count(s.Samples, share)) })], Entries);

    /// <summary>The bank without what was erased.</summary>
    /// <param name="erasures">What must not be in it.</param>
    public MemoryManifest Without(IReadOnlyList<Erasure> erasures)
    {
        var gone = Entries.Where(e => erasures.Any(r => r.Covers(e))).Select(e => e.Sample.Digest).ToHashSet();
        return this with
        {
            Entries = [.. Entries.Where(e => !gone.Contains(e.Sample.Digest))],
            Erased = [.. Erased.Union(gone).Order(StringComparer.Ordinal)],
        };
    }

    private MemoryManifest Arrange(IReadOnlyList<MemoryShare> shares, IEnumerable<MemoryEntry> entries)
    {
        var erased = Erased.ToHashSet();
        var bySource = entries.Where(e => !erased.Contains(e.Sample.Digest)).ToLookup(e => e.Source);
        return this with { Shares = shares, Entries = [.. shares.SelectMany(s => KeyedHash.Smallest(bySource[s.Source], s.Kept))] };
    }
}
