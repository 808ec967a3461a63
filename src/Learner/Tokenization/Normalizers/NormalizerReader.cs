namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Reads the <c>normalizer</c> of a tokenizer's definition.</summary>
internal static class NormalizerReader
{
    private const string Supported = "Sequence, Prepend, Replace, NFC, NFD, NFKC, NFKD, Lowercase, Strip";
    private const int LongestText = 1024;

    /// <summary>Reads a normalizer of any supported type.</summary>
    /// <exception cref="TokenizerFormatException">The type is not supported or a member is wrong.</exception>
    public static Normalizer Read(DefinitionNode node) => node.Type switch
    {
        "Sequence" => new SequenceNormalizer([.. node.Required("normalizers").Items().Select(Read)]),
        "Prepend" => new PrependNormalizer(Short(node.Required("prepend"))),
        "Replace" => new ReplaceNormalizer(new Unicode.TokenizerPattern(node.Required("pattern")), Short(node.Required("content"))),
        "NFC" => new UnicodeNormalizer(Compose: true, Compatibility: false),
        "NFD" => new UnicodeNormalizer(Compose: false, Compatibility: false),
        "NFKC" => new UnicodeNormalizer(Compose: true, Compatibility: true),
        "NFKD" => new UnicodeNormalizer(Compose: false, Compatibility: true),
        "Lowercase" => new LowercaseNormalizer(),
        "Strip" => new StripNormalizer(node.Flag("strip_left", true), node.Flag("strip_right", true)),
        _ => throw node.Unsupported(Supported),
    };

    private static string Short(DefinitionNode node) =>
        node.Text() is { Length: <= LongestText } text ? text : throw node.Refused($"has more than {LongestText} characters.");
}
