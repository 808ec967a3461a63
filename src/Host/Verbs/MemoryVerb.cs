using System.CommandLine;

namespace MlopsCl.Host;

/// <summary><c>mlopscl memory</c>: the samples that a stream keeps of earlier tasks.</summary>
internal static class MemoryVerb
{
    public static readonly Option<int?> Number = new("--release")
    {
        Description = "The release whose memory is meant. Default: the one that serves.", HelpName = "number",
    };

    public static Command Create() => new("memory", "Look at the samples that a stream keeps of earlier tasks, and erase some.")
    {
        MemoryListVerb.Create(), MemoryShowVerb.Create(), MemoryDiffVerb.Create(), MemoryEraseVerb.Create(),
    };
}
