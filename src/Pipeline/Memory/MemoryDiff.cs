namespace MlopsCl.Pipeline.Memory;

/// <summary>How two versions of a memory bank differ.</summary>
/// <param name="Added">Entries that only the second has.</param>
/// <param name="Removed">Entries that only the first has.</param>
/// <param name="Erased">Digests that the second has erased and the first had not.</param>
public sealed record MemoryDiff(IReadOnlyList<MemoryEntry> Added, IReadOnlyList<MemoryEntry> Removed, IReadOnlyList<string> Erased)
{
    /// <summary>Compares two versions.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    public static MemoryDiff Between(MemoryManifest first, MemoryManifest second)
    {
        var before = first.Entries.Select(e => e.Sample.Digest).ToHashSet();
        var after = second.Entries.Select(e => e.Sample.Digest).ToHashSet();
        return new MemoryDiff(
            [.. second.Entries.Where(e => !before.Contains(e.Sample.Digest))],
            [.. first.Entries.Where(e => !after.Contains(e.Sample.Digest))],
            [.. second.Erased.Except(first.Erased)]);
    }
}
