using MlopsCl.Learner.Tokenization.Patterns;
using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Reads the <c>normalizer</c> of a tokenizer's definition.</summary>
internal static class NormalizerReader
{
    private const string Supported = "Sequence, Prepend, Replace, NFC, NFD, NFKC, NFKD, Lowercase, Strip, StripAccents, ByteLevel";
    private const int LongestText = 1024;

    /// <summary>Reads a normalizer of any supported type as a list of steps.</summary>
    /// <exception cref="TokenizerFormatException">The type is not supported or a member is wrong.</exception>
    public static IReadOnlyList<Normalizer> Read(DefinitionNode node) => node.Type switch
    {
        "Sequence" => [.. node.Required("normalizers").Items().SelectMany(Read)],
        "Prepend" => [new PrependNormalizer(Short(node.Required("prepend")))],
        "Replace" => [new ReplaceNormalizer(TokenizerPattern.Read(node.Required("pattern")), Short(node.Required("content")))],
        "NFC" => [new UnicodeNormalizer(NormalizationForms.Composed)],
        "NFD" => [new UnicodeNormalizer(NormalizationForms.Decomposed)],
        "NFKC" => [new UnicodeNormalizer(NormalizationForms.Composed | NormalizationForms.Compatible)],
        "NFKD" => [new UnicodeNormalizer(NormalizationForms.Decomposed | NormalizationForms.Compatible)],
        "Lowercase" => [new LowercaseNormalizer()],
        "Strip" => [new StripNormalizer(node.Flag("strip_left", true), node.Flag("strip_right", true))],
        "StripAccents" => [new StripAccentsNormalizer()],
        "ByteLevel" => [new ByteLevelNormalizer()],
        _ => throw node.Unsupported(Supported),
    };

    private static string Short(DefinitionNode node) =>
        node.Text() is { Length: <= LongestText } text ? text : throw node.Refused($"has more than {LongestText} characters.");
}
