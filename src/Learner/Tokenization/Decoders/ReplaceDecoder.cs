using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Replaces every match of a pattern in each token.</summary>
internal sealed class ReplaceDecoder(TokenizerPattern pattern, string replacement) : Decoder
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Decode(IReadOnlyList<string> tokens) =>
        [.. tokens.Select(token => pattern.Replace(token, replacement))];
}
