namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Puts a space in front of every piece that does not begin with one.</summary>
internal sealed class PrefixSpace : PreTokenizer
{
    /// <inheritdoc/>
    public override void Split(Piece piece, List<Piece> output)
    {
        if (piece.Span[0] == ' ')
        {
            output.Add(piece);
            return;
        }

        string text = string.Concat(" ", piece.Span);
        output.Add(new Piece(text, 0, text.Length, piece.BeginsInput));
    }
}
