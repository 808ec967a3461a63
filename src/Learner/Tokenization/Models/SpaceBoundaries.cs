using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// Where a text with visible spaces may be cut into words and be encoded word by word with the same result: before a visible space that
/// no token has behind the character that precedes it, since no merge can reach over that place.
/// </summary>
internal sealed class SpaceBoundaries
{
    private static ReadOnlySpan<byte> SpaceUtf8 => "\u2581"u8;

    private readonly HashSet<int> _joined;

    private SpaceBoundaries(HashSet<int> joined) => _joined = joined;

    /// <summary>Looks for the boundaries that a model allows; null where it allows none.</summary>
    public static SpaceBoundaries? Find(BpeModel model)
    {
        if (model.Options is not { MapsBytes: false, IgnoresMergesForWholeWords: false, IsPlain: true }
            || model.Character(new Rune(BpeModel.Space)) < 0)
        {
            return null;
        }

        // Where characters can be left out, those beside them become neighbours, whatever stood between.
        bool alwaysFallsBack = model.Options.FallsBackToBytes && Array.TrueForAll(model.ByteTokens, id => id >= 0);
        if (model.Options.Unknown < 0 && !alwaysFallsBack)
        {
            return null;
        }

        // Tokens of bytes and of the unknown stand for other characters than their names end in.
        HashSet<int> named = [.. model.ByteTokens, model.Options.Unknown];
        named.Remove(-1);
        return model.Merges.AnyMember(named.Contains) ? null : new SpaceBoundaries(Joined(model.Vocabulary));
    }

    /// <summary>Characters of the first word of a piece that is not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int WordLength(ReadOnlySpan<char> piece)
    {
        int at = Math.Max(piece.IndexOfAnyExcept(BpeModel.Space), 0);
        while (true)
        {
            int found = piece[at..].IndexOf(BpeModel.Space);
            if (found < 0)
            {
                return piece.Length;
            }

            at += found;
            if (at > 0 && (_joined.Count == 0 || !_joined.Contains(Before(piece, at))))
            {
                return at;
            }

            // This space sticks to what precedes it, and the ones behind it are of the same run.
            int letters = piece[at..].IndexOfAnyExcept(BpeModel.Space);
            if (letters < 0)
            {
                return piece.Length;
            }

            at += letters;
        }
    }

    private static int Before(ReadOnlySpan<char> piece, int at)
    {
        Rune.DecodeLastFromUtf16(piece[..at], out Rune before, out _);
        return before.Value;
    }

    // The characters that some token has right before a visible space.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static HashSet<int> Joined(Vocabulary vocabulary)
    {
        var joined = new HashSet<int>();
        for (int entry = 0; entry < vocabulary.Count; entry++)
        {
            ReadOnlySpan<byte> text = vocabulary.Text(entry);
            for (int end = text.LastIndexOf(SpaceUtf8); end > 0; end = text[..end].LastIndexOf(SpaceUtf8))
            {
                Rune.DecodeLastFromUtf8(text[..end], out Rune before, out _);
                if (before.Value != BpeModel.Space)
                {
                    joined.Add(before.Value);
                }
            }
        }

        return joined;
    }
}
