using System.Text.Json;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Reads a BPE model's definition.</summary>
internal static class BpeDefinition
{
    /// <summary>Reads vocabulary, merges and options.</summary>
    /// <exception cref="TokenizerFormatException">A member is wrong, or a merge joins or makes a token that the vocabulary
    /// lacks.</exception>
    public static BpeModel Read(DefinitionNode node, bool mapsBytes)
    {
        if (node.Optional("dropout") is { } dropout
            && !(dropout.Element.ValueKind == JsonValueKind.Number && dropout.Element.GetDouble() == 0))
        {
            throw dropout.Refused("random merges are not supported; set it to null.");
        }

        Vocabulary vocabulary = Vocabulary.Read(node.Required("vocab"));
        string prefix = node.OptionalText("continuing_subword_prefix") ?? "";
        var options = new BpeOptions
        {
            ContinuationPrefix = prefix,
            WordSuffix = node.OptionalText("end_of_word_suffix") ?? "",
            FusesUnknown = node.Flag("fuse_unk", false),
            FallsBackToBytes = node.Flag("byte_fallback", false),
            IgnoresMergesForWholeWords = node.Flag("ignore_merges", false),
            MapsBytes = mapsBytes,
            Unknown = ReadUnknown(node, vocabulary),
        };
        return new BpeModel(vocabulary, ReadMerges(node.Required("merges"), vocabulary, prefix), options);
    }

    private static int ReadUnknown(DefinitionNode node, Vocabulary vocabulary)
    {
        if (node.Optional("unk_token") is not { } unknown || unknown.Text().Length == 0)
        {
            return -1;
        }

        int id = vocabulary.Id(unknown.Text());
        return id >= 0 ? id : throw unknown.Refused($"'{unknown.Text()}' is not in the vocabulary.");
    }

    private static MergeTable ReadMerges(DefinitionNode node, Vocabulary vocabulary, string prefix)
    {
        var merges = new MergeTable(node.Element.ValueKind == JsonValueKind.Array ? node.Element.GetArrayLength() : 0);
        int rank = 0;
        foreach (DefinitionNode merge in node.Items())
        {
            (string left, string right) = ReadMerge(merge);
            bool continues = prefix.Length > 0 && right.StartsWith(prefix, StringComparison.Ordinal);
            string joined = left + (continues ? right[prefix.Length..] : right);
            merges.Set(Id(merge, vocabulary, left), Id(merge, vocabulary, right), rank++, Id(merge, vocabulary, joined));
        }

        return merges;
    }

    private static (string Left, string Right) ReadMerge(DefinitionNode merge)
    {
        string[] parts = merge.Element.ValueKind == JsonValueKind.Array
            ? [.. merge.Items().Select(item => item.Text())]
            : merge.Text().Split(' ');
        return parts is [string left, string right] ? (left, right) : throw merge.Refused("must be two tokens.");
    }

    private static int Id(DefinitionNode merge, Vocabulary vocabulary, string token)
    {
        int id = vocabulary.Id(token);
        return id >= 0 ? id : throw merge.Refused($"the token '{token}' is not in the vocabulary.");
    }
}
