namespace MlopsCl.Pipeline.Memory;

/// <summary>What must not be in a memory bank any more.</summary>
/// <param name="By">What the value names.</param>
/// <param name="Value">A sample's digest, a dataset's digest, or a subject.</param>
public sealed record Erasure(ErasureKind By, string Value)
{
    /// <summary>Whether an entry falls under it.</summary>
    /// <param name="entry">The entry.</param>
    public bool Covers(MemoryEntry entry) => By switch
    {
        ErasureKind.Sample => entry.Sample.Digest == Value,
        ErasureKind.Source => entry.Source == Value,
        ErasureKind.Subject => entry.Sample.Subject == Value,
        _ => false,
    };
}
