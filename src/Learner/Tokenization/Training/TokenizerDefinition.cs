using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsCl.Learner.Tokenization.Training;

/// <summary>Builds a <c>tokenizer.json</c> in the layout of Hugging Face's tokenizers library.</summary>
internal sealed class TokenizerDefinition
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _root;

    /// <summary>Begins a definition with the <see cref="SpecialTokens"/>, which puts <c>&lt;s&gt;</c> in front of every text.</summary>
    /// <param name="preTokenizer">How texts are split; null where they are not.</param>
    /// <param name="decoder">The way back.</param>
    /// <param name="normalizer">How texts are rewritten first; null where they are not.</param>
    public TokenizerDefinition(JsonNode? preTokenizer, JsonNode decoder, JsonNode? normalizer = null)
    {
        _root = new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray([.. SpecialTokens.All.Select(AddedToken)]),
            ["normalizer"] = normalizer,
            ["pre_tokenizer"] = preTokenizer,
            ["post_processor"] = BeginTemplate(),
            ["decoder"] = decoder,
            ["model"] = WordLevel(SpecialTokens.All),
        };
    }

    /// <summary>The model's object.</summary>
    public JsonNode Model
    {
        set => _root["model"] = value;
    }

    /// <summary>A word-level model of these tokens, ids in order.</summary>
    public static JsonObject WordLevel(IReadOnlyList<string> tokens) => new()
    {
        ["type"] = "WordLevel",
        ["vocab"] = Vocabulary(tokens),
        ["unk_token"] = SpecialTokens.Unknown,
    };

    /// <summary>A BPE model of these tokens, ids in order.</summary>
    public static JsonObject Bpe(
        IReadOnlyList<string> tokens, IEnumerable<(string Left, string Right)> merges, bool fallsBackToBytes = false) => new()
    {
        ["type"] = "BPE",
        ["dropout"] = null,
        ["unk_token"] = fallsBackToBytes ? SpecialTokens.Unknown : null,
        ["continuing_subword_prefix"] = null,
        ["end_of_word_suffix"] = null,
        ["fuse_unk"] = fallsBackToBytes,
        ["byte_fallback"] = fallsBackToBytes,
        ["ignore_merges"] = false,
        ["vocab"] = Vocabulary(tokens),
        ["merges"] = new JsonArray([.. merges.Select(merge => new JsonArray(merge.Left, merge.Right))]),
    };

    /// <summary>The tokenizer as it stands.</summary>
    public Tokenizer ToTokenizer() => Tokenizer.Parse("tokenizer.json", JsonSerializer.SerializeToUtf8Bytes(_root, Layout));

    /// <summary>Writes the file, under a temporary name first.</summary>
    public void Write(string path)
    {
        string partial = path + ".partial";
        File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes(_root, Layout));
        File.Move(partial, path, overwrite: true);
    }

    private static JsonObject Vocabulary(IReadOnlyList<string> tokens) =>
        new(tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)JsonValue.Create(id))));

    private static JsonNode AddedToken(string token, int id) => new JsonObject
    {
        ["id"] = id,
        ["content"] = token,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    private static JsonObject BeginTemplate()
    {
        return new JsonObject
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray(Special(0), Sequence("A", 0)),
            ["pair"] = new JsonArray(Special(0), Sequence("A", 0), Special(1), Sequence("B", 1)),
            ["special_tokens"] = new JsonObject
            {
                [SpecialTokens.Begin] = new JsonObject
                {
                    ["id"] = SpecialTokens.Begin,
                    ["ids"] = new JsonArray(1),
                    ["tokens"] = new JsonArray(SpecialTokens.Begin),
                },
            },
        };

        static JsonNode Special(int type) => Part("SpecialToken", SpecialTokens.Begin, type);
        static JsonNode Sequence(string id, int type) => Part("Sequence", id, type);
        static JsonNode Part(string kind, string id, int type) =>
            new JsonObject { [kind] = new JsonObject { ["id"] = id, ["type_id"] = type } };
    }
}
