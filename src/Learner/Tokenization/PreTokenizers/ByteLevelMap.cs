namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Writes every UTF-8 byte as the printable character that stands for it.</summary>
internal sealed class ByteLevelMap : PreTokenizer
{
    /// <inheritdoc/>
    public override void Split(Piece piece, List<Piece> output)
    {
        string text = ByteAlphabet.Encode(piece.Span);
        output.Add(new Piece(text, 0, text.Length, piece.BeginsInput));
    }
}
