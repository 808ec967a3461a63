using System.Text;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Tests.Tokenization;

/// <summary>Tokenizers defined in a line, to look at one part at a time.</summary>
internal static class SmallTokenizer
{
    /// <summary>A word-level tokenizer in which every given piece is known, ids in order from 1.</summary>
    public static Tokenizer Words(string parts, params ReadOnlySpan<string> pieces)
    {
        var vocabulary = new StringBuilder("\"<unk>\":0");
        for (int i = 0; i < pieces.Length; i++)
        {
            vocabulary.Append($",{System.Text.Json.JsonSerializer.Serialize(pieces[i])}:{i + 1}");
        }

        return Parse("{" + Members(parts) + "\"model\":{\"type\":\"WordLevel\",\"unk_token\":\"<unk>\",\"vocab\":{" + vocabulary + "}}}");
    }

    /// <summary>A BPE tokenizer.</summary>
    public static Tokenizer Bpe(string vocabulary, string merges, string options = "", string parts = "") =>
        Parse("{" + Members(parts) + "\"model\":{\"type\":\"BPE\"," + Members(options) + "\"vocab\":{" + vocabulary + "},\"merges\":[" + merges + "]}}");

    public static Tokenizer Parse(string json) => Tokenizer.Parse("small.json", Encoding.UTF8.GetBytes(json));

    /// <summary>The tokens of a text, without special ones around it.</summary>
    public static string[] Tokens(this Tokenizer tokenizer, string text) =>
        [.. tokenizer.Encode(text, addSpecialTokens: false).Select(id => tokenizer.Token(id)!)];

    private static string Members(string members) => members.Length == 0 ? "" : members + ",";
}
