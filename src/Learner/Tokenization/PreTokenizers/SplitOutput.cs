namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Where a pre-tokenizer puts the pieces, with a list of matches that is used again and again.</summary>
internal sealed class SplitOutput
{
    /// <summary>The pieces, none of them empty.</summary>
    public List<Piece> Pieces { get; } = [];

    /// <summary>For the matches of one piece: start and length of each.</summary>
    public List<(int Start, int Length)> Matches { get; } = [];

    /// <summary>Adds a piece; an empty one is left out.</summary>
    public void Add(Piece piece)
    {
        if (piece.Length > 0)
        {
            Pieces.Add(piece);
        }
    }
}
