using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Replaces every match of a pattern by a fixed text.</summary>
internal sealed class ReplaceNormalizer(TokenizerPattern pattern, string replacement) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text) => pattern.Replace(text, replacement);
}
