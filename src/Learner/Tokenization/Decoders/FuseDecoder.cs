namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Joins all tokens into one.</summary>
internal sealed class FuseDecoder : Decoder
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Decode(IReadOnlyList<string> tokens) => [string.Concat(tokens)];
}
