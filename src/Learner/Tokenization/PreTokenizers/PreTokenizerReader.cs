using System.Buffers;
using System.Text;
using MlopsCl.Learner.Tokenization.Patterns;
using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer's definition.</summary>
internal static class PreTokenizerReader
{
    private const string Supported = "Sequence, ByteLevel, Metaspace, Split, Whitespace, WhitespaceSplit, Digits, Punctuation, "
        + "CharDelimiterSplit, BertPreTokenizer";

    // The pattern of GPT-2, which ByteLevel implies unless told otherwise.
    private const string WordsOfGpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>Reads a pre-tokenizer of any supported type as a list of steps.</summary>
    /// <exception cref="TokenizerFormatException">The type is not supported or a member is wrong.</exception>
    public static IReadOnlyList<PreTokenizer> Read(DefinitionNode node) => node.Type switch
    {
        "Sequence" => [.. node.Required("pretokenizers").Items().SelectMany(Read)],
        "ByteLevel" => ReadByteLevel(node),
        "Metaspace" => [Metaspace.Read(node).PreTokenizer],
        "Split" => [ReadSplit(node)],
        "Whitespace" => [new WordSplit()],
        "WhitespaceSplit" => [new CharacterSplit(CharacterClass.IsWhiteSpace, SplitBehavior.Removed)],
        "Digits" => [ReadDigits(node)],
        "Punctuation" => [new CharacterSplit(CharacterClass.IsPunctuation, ReadBehavior(node, "behavior", SplitBehavior.Isolated))],
        "CharDelimiterSplit" => [ReadDelimiter(node)],
        "BertPreTokenizer" =>
        [
            new CharacterSplit(CharacterClass.IsWhiteSpace, SplitBehavior.Removed),
            new CharacterSplit(CharacterClass.IsPunctuation, SplitBehavior.Isolated),
        ],
        _ => throw node.Unsupported(Supported),
    };

    private static PatternSplit ReadSplit(DefinitionNode node) =>
        new(TokenizerPattern.Read(node.Required("pattern")), ReadBehavior(node, "behavior", null), node.Flag("invert", false));

    private static CharacterSplit ReadDigits(DefinitionNode node) =>
        new(CharacterClass.IsNumber, node.Flag("individual_digits", false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous);

    private static CharacterSplit ReadDelimiter(DefinitionNode node)
    {
        DefinitionNode delimiter = node.Required("delimiter");
        return Rune.DecodeFromUtf16(delimiter.Text(), out Rune character, out int length) == OperationStatus.Done
            && length == delimiter.Text().Length
            ? new CharacterSplit(rune => rune == character, SplitBehavior.Removed)
            : throw delimiter.Refused($"'{delimiter.Text()}' must be one character.");
    }

    private static List<PreTokenizer> ReadByteLevel(DefinitionNode node)
    {
        var steps = new List<PreTokenizer>();
        if (node.Flag("add_prefix_space", true))
        {
            steps.Add(new PrefixSpace());
        }

        if (node.Flag("use_regex", true))
        {
            steps.Add(new PatternSplit(TokenizerPattern.Of(node, WordsOfGpt2), SplitBehavior.Isolated, invert: false));
        }

        steps.Add(new ByteLevelMap());
        return steps;
    }

    private static SplitBehavior ReadBehavior(DefinitionNode node, string name, SplitBehavior? whenAbsent)
    {
        if (node.Optional(name) is not { } value)
        {
            return whenAbsent ?? throw node.Required(name).Refused("is missing.");
        }

        return Enum.TryParse(value.Text(), out SplitBehavior behavior) && Enum.IsDefined(behavior) && !char.IsDigit(value.Text()[0])
            ? behavior
            : throw value.Refused($"'{value.Text()}' must be one of {string.Join(", ", Enum.GetNames<SplitBehavior>())}.");
    }
}
