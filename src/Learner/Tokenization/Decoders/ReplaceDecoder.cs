using MlopsCl.Learner.Tokenization.Patterns;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Replaces every match of a pattern in each token.</summary>
internal sealed class ReplaceDecoder(TokenizerPattern pattern, string replacement) : Decoder
{
    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed) => isFused && !pattern.IsCharacter
        ? new WholeStage(text => pattern.Replace(text, replacement))
        : new MappingStage(token => pattern.Replace(token, replacement));
}
