using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlopsCl.Learner;

/// <summary>
/// Writes a <c>tokenizer.json</c> for small models: one token per frequent word, single characters for everything else, so that any ASCII text can be read, said and decoded
/// again. In the file's terms a BPE model without merges.
/// </summary>
public static partial class WordTokenizer
{
    /// <summary>The unknown token.</summary>
    public const int Unknown = 0;

    /// <summary>The begin token.</summary>
    public const int Begin = 1;

    /// <summary>The end token.</summary>
    public const int End = 2;

    /// <summary>The pad token.</summary>
    public const int Pad = 3;

    /// <summary>The token of an image feature.</summary>
    public const int Image = 4;

    private const char Space = '\u2581';
    private static readonly string[] Special = ["<unk>", "<s>", "</s>", "<pad>", "<image>"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the file.</summary>
    /// <param name="folder">A model's folder.</param>
    /// <param name="texts">Texts whose words get tokens, most frequent first; frequent words of questions and answers to come should be among them.</param>
    /// <param name="size">Tokens at most, at least 128.</param>
    /// <returns>Tokens in the vocabulary.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 128.</exception>
    public static int Write(string folder, IEnumerable<string> texts, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 128);
        string[] characters = [Space.ToString(), .. Enumerable.Range('!', '~' - '!' + 1).Select(code => ((char)code).ToString())];
        var words = texts.SelectMany(Words).GroupBy(word => word).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key);
        string[] tokens = [.. Special.Concat(characters).Concat(words).Distinct().Take(size)];
        var vocabulary = tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id);
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), JsonSerializer.Serialize(Describe(vocabulary), Indented) + "\n");
        return tokens.Length;
    }

    // As the file's pre-tokenizers cut: at white space, a mark in front of each word, punctuation alone.
    private static IEnumerable<string> Words(string text) =>
        Spaces().Split(text.Replace(Special[Image], " ", StringComparison.Ordinal)).Where(word => word.Length > 0).SelectMany(word => Pieces().Matches(Space + word).Select(match => match.Value));

    private static object Describe(Dictionary<string, int> vocabulary) => new
    {
        version = "1.0",
        added_tokens = Special.Select((content, id) => new { id, content, single_word = false, lstrip = false, rstrip = false, normalized = false, special = true }),
        pre_tokenizer = new
        {
            type = "Sequence",
            pretokenizers = new object[]
            {
                new { type = "WhitespaceSplit" },
                new { type = "Metaspace", replacement = Space.ToString(), prepend_scheme = "always", split = false },
                new { type = "Punctuation", behavior = "Isolated" },
            },
        },
        post_processor = new
        {
            type = "TemplateProcessing",
            single = new object[] { new { SpecialToken = new { id = "<s>", type_id = 0 } }, new { Sequence = new { id = "A", type_id = 0 } } },
            pair = new object[] { new { Sequence = new { id = "A", type_id = 0 } }, new { Sequence = new { id = "B", type_id = 1 } } },
            special_tokens = new Dictionary<string, object> { ["<s>"] = new { id = "<s>", ids = new[] { Begin }, tokens = new[] { "<s>" } } },
        },
        decoder = new { type = "Metaspace", replacement = Space.ToString(), prepend_scheme = "always", split = false },
        model = new
        {
            type = "BPE",
            unk_token = "<unk>",
            fuse_unk = true,
            byte_fallback = false,
            ignore_merges = true,
            vocab = vocabulary,
            merges = Array.Empty<string>(),
        },
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[!-/:-@\[-`{-~]|[^!-/:-@\[-`{-~]+")]
    private static partial Regex Pieces();
}
