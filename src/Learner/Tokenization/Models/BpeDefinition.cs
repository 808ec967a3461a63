using System.Text.Json;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Reads a BPE model's definition.</summary>
internal static class BpeDefinition
{
    /// <summary>Reads vocabulary, merges and options.</summary>
    /// <param name="node">The model's object.</param>
    /// <param name="tables">Its vocabulary and merges.</param>
    /// <param name="mapsBytes">True where pieces arrive as text and are to be written in the byte alphabet.</param>
    /// <exception cref="TokenizerFormatException">
    /// A member is wrong, or a merge joins or makes a token that the vocabulary lacks.
    /// </exception>
    public static BpeModel Read(DefinitionNode node, ModelTables tables, bool mapsBytes)
    {
        if (node.Optional("dropout") is { } dropout
            && !(dropout.Element.ValueKind == JsonValueKind.Number && dropout.Element.GetDouble() == 0))
        {
            throw dropout.Refused("random merges are not supported; set it to null.");
        }

        Vocabulary vocabulary = tables.Vocabulary;
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
        return new BpeModel(vocabulary, tables.Merges(prefix), options);
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
}
