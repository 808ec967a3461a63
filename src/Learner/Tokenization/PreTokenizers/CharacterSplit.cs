using System.Text;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Splits at characters of a class.</summary>
internal sealed class CharacterSplit(Func<Rune, bool> isDelimiter, SplitBehavior behavior) : PreTokenizer
{
    /// <inheritdoc/>
    public override void Split(Piece piece, SplitOutput output)
    {
        output.Matches.Clear();
        int position = 0;
        foreach (Rune rune in piece.Span.EnumerateRunes())
        {
            if (isDelimiter(rune))
            {
                output.Matches.Add((position, rune.Utf16SequenceLength));
            }

            position += rune.Utf16SequenceLength;
        }

        Delimiters.Apply(piece, behavior, invert: false, output);
    }
}
