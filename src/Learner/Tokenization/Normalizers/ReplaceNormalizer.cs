using MlopsCl.Learner.Tokenization.Patterns;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Replaces every match of a pattern by a fixed text.</summary>
internal sealed class ReplaceNormalizer(TokenizerPattern pattern, string replacement) : Normalizer
{
    /// <inheritdoc/>
    protected override string Rewrite(string text, List<SourceText.Edit>? edits)
    {
        if (edits is not null)
        {
            var matches = new List<(int Start, int Length)>();
            pattern.FindMatches(text, matches);
            edits.AddRange(matches.Select(match => new SourceText.Edit(match.Start, match.Length, replacement.Length)));
        }

        return pattern.Replace(text, replacement);
    }
}
