using MlopsCl.Learner.Tokenization.Models;

namespace MlopsCl.Learner.Tokenization;

/// <summary>Reads the <c>post_processor</c> of a tokenizer's definition: which tokens are put around a text.</summary>
internal static class PostProcessorReader
{
    private const string Supported = "Sequence, TemplateProcessing, ByteLevel, BertProcessing, RobertaProcessing";

    /// <summary>Reads a post-processor.</summary>
    /// <returns>The ids before and behind a text.</returns>
    /// <exception cref="TokenizerFormatException">The type is not supported or a member is wrong.</exception>
    public static (int[] Before, int[] Behind) Read(DefinitionNode node) => node.Type switch
    {
        "TemplateProcessing" => ReadTemplate(node),
        "Sequence" => ReadSequence(node),

        // It corrects the offsets of tokens, which are not kept here.
        "ByteLevel" => ([], []),
        "BertProcessing" or "RobertaProcessing" => ([ReadPair(node.Required("cls"))], [ReadPair(node.Required("sep"))]),
        _ => throw node.Unsupported(Supported),
    };

    private static (int[] Before, int[] Behind) ReadSequence(DefinitionNode node)
    {
        (int[] Before, int[] Behind)[] parts = [.. node.Required("processors").Items().Select(Read)];
        return ([.. parts.Reverse().SelectMany(part => part.Before)], [.. parts.SelectMany(part => part.Behind)]);
    }

    private static (int[] Before, int[] Behind) ReadTemplate(DefinitionNode node)
    {
        Dictionary<string, int[]> special = ReadSpecialTokens(node);
        var before = new List<int>();
        var behind = new List<int>();
        int sequences = 0;
        foreach (DefinitionNode item in node.Required("single").Items())
        {
            if (item.Optional("Sequence") is not null)
            {
                sequences++;
                continue;
            }

            DefinitionNode id = item.Required("SpecialToken").Required("id");
            int[] ids = special.TryGetValue(id.Text(), out int[]? known) ? known : throw id.Refused(
                $"'{id.Text()}' is not among the template's special_tokens.");
            (sequences == 0 ? before : behind).AddRange(ids);
        }

        return sequences == 1 ? ([.. before], [.. behind]) : throw node.Required("single").Refused(
            $"has the text {sequences} times and must have it once.");
    }

    private static Dictionary<string, int[]> ReadSpecialTokens(DefinitionNode node)
    {
        var special = new Dictionary<string, int[]>(StringComparer.Ordinal);
        if (node.Optional("special_tokens") is { } tokens)
        {
            foreach ((string name, DefinitionNode value) in tokens.Members())
            {
                special.Add(name, [.. value.Required("ids").Items().Select(id => id.Integer(Vocabulary.LargestId))]);
            }
        }

        return special;
    }

    // ["</s>", 2]
    private static int ReadPair(DefinitionNode node) =>
        node.Items().ToArray() is [_, DefinitionNode id] ? id.Integer(Vocabulary.LargestId) : throw node.Refused(
            "must be a token and its id.");
}
