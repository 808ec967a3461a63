namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Joins all tokens into one.</summary>
internal sealed class FuseDecoder : Decoder
{
    /// <inheritdoc/>
    public override bool Fuses => true;

    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed) => new MappingStage(static token => token);
}
