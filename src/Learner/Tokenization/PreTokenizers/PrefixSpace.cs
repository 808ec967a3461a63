namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Puts a space in front of every piece that does not begin with one.</summary>
internal sealed class PrefixSpace : PreTokenizer
{
    /// <inheritdoc/>
    public override void Split(Piece piece, SplitOutput output)
    {
        if (piece.Span[0] == ' ')
        {
            output.Add(piece);
            return;
        }

        List<SourceText.Edit>? edits = piece.NewEdits();
        edits?.Add(new SourceText.Edit(0, 1, 2));
        output.Add(piece.Rewrite(string.Concat(" ", piece.Span), edits));
    }
}
