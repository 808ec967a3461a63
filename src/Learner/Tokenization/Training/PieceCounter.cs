using System.Runtime.InteropServices;
using MlopsCl.Learner.Tokenization.Models;

namespace MlopsCl.Learner.Tokenization.Training;

/// <summary>Counts the pieces that a tokenizer's model would be given.</summary>
internal sealed class PieceCounter : PieceEncoder
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How often each piece was met.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, piece.ToString(), out _)++;
}
