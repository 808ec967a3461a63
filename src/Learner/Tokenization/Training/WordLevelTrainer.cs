using System.Text.Json.Nodes;
using MlopsCl.Learner.Tokenization.Models;

namespace MlopsCl.Learner.Tokenization.Training;

/// <summary>
/// Makes a word-level tokenizer from texts: every word, every punctuation mark and every line end is a token, and a word is the same token
/// at the beginning of a line as behind a space. Decoding gives a line of single-spaced text back exactly, as long as its words are known.
/// </summary>
internal static class WordLevelTrainer
{
    /// <summary>Writes a <c>tokenizer.json</c> whose vocabulary is the texts' words, the most frequent first.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="texts">Whole conversations, with the prompts' fixed words in the form that the model is asked in.</param>
    /// <param name="vocabularySize">Most tokens, special ones included; rarer words become <c>&lt;unk&gt;</c>. At least 6.</param>
    public static void Write(string path, IEnumerable<string> texts, int vocabularySize = 65536)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(vocabularySize, SpecialTokens.All.Count);
        var definition = new TokenizerDefinition(PreTokenizer(), Metaspace());
        Tokenizer splitter = definition.ToTokenizer();
        var counter = new PieceCounter();
        foreach (string text in texts)
        {
            splitter.Visit(text, counter);
        }

        IEnumerable<string> words = counter.Counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key).Except(SpecialTokens.All, StringComparer.Ordinal);
        definition.Model = TokenizerDefinition.WordLevel([.. SpecialTokens.All, .. words.Take(vocabularySize - SpecialTokens.All.Count)]);
        definition.Write(path);
    }

    private static JsonObject PreTokenizer() => new()
    {
        ["type"] = "Sequence",
        ["pretokenizers"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "Split",
                ["pattern"] = new JsonObject { ["String"] = "\n" },
                ["behavior"] = "Isolated",
                ["invert"] = false,
            },
            Metaspace(),
            new JsonObject { ["type"] = "Punctuation", ["behavior"] = "Isolated" }),
    };

    private static JsonObject Metaspace() => new()
    {
        ["type"] = "Metaspace",
        ["replacement"] = BpeModel.Space.ToString(),
        ["prepend_scheme"] = "always",
        ["split"] = true,
    };
}
