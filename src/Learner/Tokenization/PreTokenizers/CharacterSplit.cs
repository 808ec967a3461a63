using System.Text;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Splits at characters of a class.</summary>
internal sealed class CharacterSplit(Func<Rune, bool> isDelimiter, SplitBehavior behavior) : PreTokenizer
{
    /// <inheritdoc/>
    public override void Split(Piece piece, List<Piece> output)
    {
        var matches = new List<(int Start, int Length)>();
        int position = 0;
        foreach (Rune rune in piece.Span.EnumerateRunes())
        {
            if (isDelimiter(rune))
            {
                matches.Add((position, rune.Utf16SequenceLength));
            }

            position += rune.Utf16SequenceLength;
        }

        Delimiters.Apply(piece, matches, behavior, invert: false, output);
    }
}
