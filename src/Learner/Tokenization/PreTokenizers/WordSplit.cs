using System.Text;
using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Splits into words and runs of other characters, dropping white space; the format calls it Whitespace.</summary>
internal sealed class WordSplit : PreTokenizer
{
    private enum Kind
    {
        Space,
        Word,
        Other,
    }

    /// <inheritdoc/>
    public override void Split(Piece piece, SplitOutput output)
    {
        int start = 0;
        int position = 0;
        Kind current = Kind.Space;
        foreach (Rune rune in piece.Span.EnumerateRunes())
        {
            Kind kind = CharacterClass.IsWord(rune) ? Kind.Word : CharacterClass.IsWhiteSpace(rune) ? Kind.Space : Kind.Other;
            if (kind != current)
            {
                Add(piece, start, position, current, output);
                start = position;
                current = kind;
            }

            position += rune.Utf16SequenceLength;
        }

        Add(piece, start, position, current, output);
    }

    private static void Add(Piece piece, int start, int end, Kind kind, SplitOutput output)
    {
        if (kind != Kind.Space && end > start)
        {
            output.Add(piece.Slice(start, end - start));
        }
    }
}
