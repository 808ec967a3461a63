using System.Text.Json.Nodes;

namespace MlopsCl.Learner.Tokenization.Training;

/// <summary>
/// Makes a byte-level BPE tokenizer from texts. Any text can be encoded and decodes exactly; with room for enough merges, each word of the
/// texts is one token.
/// </summary>
internal static class BpeTrainer
{
    /// <summary>Writes a <c>tokenizer.json</c>.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="texts">The texts to learn from.</param>
    /// <param name="vocabularySize">Most tokens: 5 special ones, 256 bytes and as many merges as fit. At least 261.</param>
    /// <param name="minimumCount">How often a pair must be met to be merged; at least 1.</param>
    /// <param name="splitExpression">Where words end, as a tokenizer's definition writes it; null for GPT-2's words.</param>
    public static void Write(
        string path, IEnumerable<string> texts, int vocabularySize = 4096, long minimumCount = 2, string? splitExpression = null)
    {
        int fixedTokens = SpecialTokens.All.Count + ByteAlphabet.All.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, fixedTokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        var definition = new TokenizerDefinition(PreTokenizer(splitExpression), ByteLevel(addPrefixSpace: true, splits: true));
        Tokenizer splitter = definition.ToTokenizer();
        var counter = new PieceCounter();
        foreach (string text in texts)
        {
            splitter.Visit(text, counter);
        }

        var tokens = new List<string>(SpecialTokens.All);
        foreach (char character in ByteAlphabet.All)
        {
            tokens.Add(character.ToString());
        }

        var merges = new BpeMerges(tokens, counter.Counts, word => ByteAlphabet.Encode(word).Select(character => character.ToString()));
        merges.Learn(vocabularySize, minimumCount);
        definition.Model = TokenizerDefinition.Bpe(tokens, merges.Learned);
        definition.Write(path);
    }

    private static JsonObject PreTokenizer(string? splitExpression) => splitExpression is null
        ? ByteLevel(addPrefixSpace: false, splits: true)
        : new JsonObject
        {
            ["type"] = "Sequence",
            ["pretokenizers"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "Split",
                    ["pattern"] = new JsonObject { ["Regex"] = splitExpression },
                    ["behavior"] = "Isolated",
                    ["invert"] = false,
                },
                ByteLevel(addPrefixSpace: false, splits: false)),
        };

    private static JsonObject ByteLevel(bool addPrefixSpace, bool splits) => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = addPrefixSpace,
        ["trim_offsets"] = true,
        ["use_regex"] = splits,
    };
}
