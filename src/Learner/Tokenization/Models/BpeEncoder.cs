using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Encodes pieces with a BPE model, remembering words that it has seen.</summary>
internal sealed class BpeEncoder : PieceEncoder
{
    private const int LongestCachedWord = 64;
    private const int MostCachedWords = 1 << 16;

    private readonly BpeModel _model;
    private readonly BpeWord _word;
    private readonly Dictionary<string, int[]> _cache = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _cached;

    /// <summary>Creates an encoder for one thread.</summary>
    public BpeEncoder(BpeModel model)
    {
        _model = model;
        _word = new BpeWord(model);
        _cached = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (!_model.SplitsAtSpaces)
        {
            EncodeWord(piece, ids);
            return;
        }

        while (!piece.IsEmpty)
        {
            int length = WordLength(piece);
            EncodeWord(piece[..length], ids);
            piece = piece[length..];
        }
    }

    // Visible spaces belong to the word behind them.
    private static int WordLength(ReadOnlySpan<char> piece)
    {
        int letters = piece.IndexOfAnyExcept(BpeModel.Space);
        int end = letters < 0 ? -1 : piece[letters..].IndexOf(BpeModel.Space);
        return end < 0 ? piece.Length : letters + end;
    }

    private void EncodeWord(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length > LongestCachedWord)
        {
            _word.Encode(word, ids);
            return;
        }

        if (!_cached.TryGetValue(word, out int[]? known))
        {
            int start = ids.Count;
            _word.Encode(word, ids);
            if (_cache.Count == MostCachedWords)
            {
                _cache.Clear();
            }

            _cached[word] = CollectionsMarshal.AsSpan(ids)[start..].ToArray();
            return;
        }

        foreach (int id in known)
        {
            ids.Add(id);
        }
    }
}
