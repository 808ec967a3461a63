using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Splits at the matches of a regular expression.</summary>
internal sealed class PatternSplit(TokenizerPattern pattern, SplitBehavior behavior, bool invert) : PreTokenizer
{
    /// <inheritdoc/>
    public override void Split(Piece piece, List<Piece> output)
    {
        var matches = new List<(int Start, int Length)>((piece.Length / 4) + 1);
        pattern.FindMatches(piece.Span, matches);
        Delimiters.Apply(piece, matches, behavior, invert, output);
    }
}
