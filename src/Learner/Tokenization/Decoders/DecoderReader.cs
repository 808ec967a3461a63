using MlopsCl.Learner.Tokenization.Patterns;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Reads the <c>decoder</c> of a tokenizer's definition.</summary>
internal static class DecoderReader
{
    private const string Supported = "Sequence, Replace, ByteFallback, Fuse, Strip, ByteLevel, Metaspace, BPEDecoder";
    private const int LongestStrip = 1024;

    /// <summary>Reads a decoder of any supported type as a list of steps.</summary>
    /// <exception cref="TokenizerFormatException">The type is not supported or a member is wrong.</exception>
    public static IReadOnlyList<Decoder> Read(DefinitionNode node) => node.Type switch
    {
        "Sequence" => [.. node.Required("decoders").Items().SelectMany(Read)],
        "Replace" => [new ReplaceDecoder(TokenizerPattern.Read(node.Required("pattern")), node.Required("content").Text())],
        "ByteFallback" => [new ByteFallbackDecoder()],
        "Fuse" => [new FuseDecoder()],
        "Strip" => [ReadStrip(node)],
        "ByteLevel" => [new ByteLevelDecoder()],
        "Metaspace" => [new MetaspaceDecoder(Metaspace.Read(node))],
        "BPEDecoder" => [new BpeSuffixDecoder(node.Required("suffix").NonEmptyText())],
        _ => throw node.Unsupported(Supported),
    };

    private static StripDecoder ReadStrip(DefinitionNode node)
    {
        DefinitionNode content = node.Required("content");
        return content.Text() is [char character]
            ? new StripDecoder(character, node.Required("start").Integer(LongestStrip), node.Required("stop").Integer(LongestStrip))
            : throw content.Refused($"'{content.Text()}' must be one character.");
    }
}
