using MlopsCl.Pipeline.Samples;

namespace MlopsCl.Pipeline.Memory;

/// <summary>One remembered sample.</summary>
/// <param name="Sample">The sample; its pictures lie in the pack of its source's <see cref="MemoryShare"/>.</param>
/// <param name="Source">The digest of the dataset that it came with.</param>
/// <param name="Priority">Its place in the selection: the smallest are kept. 16 hexadecimal digits of a keyed hash.</param>
public sealed record MemoryEntry(StoredSample Sample, string Source, string Priority);
