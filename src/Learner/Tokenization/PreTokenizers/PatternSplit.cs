using MlopsCl.Learner.Tokenization.Patterns;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Splits at the matches of a regular expression.</summary>
internal sealed class PatternSplit(TokenizerPattern pattern, SplitBehavior behavior, bool invert) : PreTokenizer
{
    /// <inheritdoc/>
    public override void Split(Piece piece, SplitOutput output)
    {
        output.Matches.Clear();
        pattern.FindMatches(piece.Span, output.Matches);
        Delimiters.Apply(piece, behavior, invert, output);
    }
}
