namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Writes the visible character as a space again and drops the one that was put in front.</summary>
internal sealed class MetaspaceDecoder(Metaspace definition) : Decoder
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Decode(IReadOnlyList<string> tokens)
    {
        bool drops = definition.Scheme != MetaspacePrepend.Never;
        return [.. tokens.Select((token, index) => drops && index == 0
            ? token.Replace(definition.Replacement.ToString(), "", StringComparison.Ordinal)
            : token.Replace(definition.Replacement, ' '))];
    }
}
