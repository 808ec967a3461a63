using System.Text;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>Orders texts by their UTF-8 bytes, which differs from UTF-16 order only beyond U+FFFF.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    /// <summary>The only instance.</summary>
    public static readonly Utf8Order Instance = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
