namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Puts a space between tokens: what is done where a definition names no decoder.</summary>
internal sealed class JoinDecoder : Decoder
{
    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed)
    {
        bool isFirst = true;
        return new MappingStage(token =>
        {
            string joined = isFirst ? token : " " + token;
            isFirst = false;
            return joined;
        });
    }
}
