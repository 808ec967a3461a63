using MlopsCl.Pipeline.Samples;

namespace MlopsCl.Pipeline.Memory;

/// <summary>What a bank keeps of one dataset.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Source">The dataset's digest.</param>
/// <param name="Samples">Training samples that it had.</param>
/// <param name="Kept">How many of them the bank may keep.</param>
/// <param name="Pack">The pictures of what it keeps; null without pictures.</param>
public sealed record MemoryShare(string Task, string Source, int Samples, int Kept, PicturePack? Pack = null);
