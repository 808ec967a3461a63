using System.Text;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Writes every UTF-8 byte as the printable character that stands for it.</summary>
internal sealed class ByteLevelMap : PreTokenizer
{
    /// <summary>Notes what becomes of each character of a text.</summary>
    public static void Note(ReadOnlySpan<char> text, List<SourceText.Edit>? edits)
    {
        int at = 0;
        foreach (Rune rune in (edits is null ? [] : text).EnumerateRunes())
        {
            edits?.Add(new SourceText.Edit(at, rune.Utf16SequenceLength, rune.Utf8SequenceLength));
            at += rune.Utf16SequenceLength;
        }
    }

    /// <inheritdoc/>
    public override void Split(Piece piece, SplitOutput output)
    {
        List<SourceText.Edit>? edits = piece.NewEdits();
        Note(piece.Span, edits);
        output.Add(piece.Rewrite(ByteAlphabet.Encode(piece.Span), edits));
    }
}
