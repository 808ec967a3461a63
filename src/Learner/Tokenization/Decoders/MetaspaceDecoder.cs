namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Writes the visible character as a space again and drops the one that was put in front.</summary>
internal sealed class MetaspaceDecoder(Metaspace definition) : Decoder
{
    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed)
    {
        bool drops = definition.Scheme != MetaspacePrepend.Never;
        return new MappingStage(token =>
        {
            string text = drops
                ? token.Replace(definition.Replacement.ToString(), "", StringComparison.Ordinal)
                : token.Replace(definition.Replacement, ' ');
            drops &= isFused;
            return text;
        });
    }
}
