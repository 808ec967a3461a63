using System.Text.Json;

namespace MlopsCl.Learner.Prompting;

/// <summary>What a model's folder says about conversations.</summary>
/// <param name="Name">The file that has the template.</param>
/// <param name="Template">The template; null where there is none.</param>
/// <param name="SpecialTokens">The texts of special tokens by the names that templates know them by, such as <c>eos_token</c>.</param>
internal sealed record ChatSettings(string Name, string? Template, IReadOnlyDictionary<string, string> SpecialTokens)
{
    private const string TokenizerConfig = "tokenizer_config.json";

    private static readonly string[] TokenNames = ["bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token", "image_token"];

    /// <summary>
    /// Reads <c>chat_template.jinja</c>, or else <c>chat_template</c> of <c>chat_template.json</c>, <c>processor_config.json</c> or
    /// <c>tokenizer_config.json</c>, where it is a text or a list of named ones, of which <c>default</c> counts.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is not valid; the message names it and the key.</exception>
    public static ChatSettings Read(string folder)
    {
        using JsonDocument? config = Document(folder, TokenizerConfig);
        IReadOnlyDictionary<string, string> tokens = config is null
            ? new Dictionary<string, string>()
            : Guarded(Path.Combine(folder, TokenizerConfig), () => Tokens(config.RootElement));
        string path = Path.Combine(folder, "chat_template.jinja");
        if (File.Exists(path))
        {
            return new ChatSettings(path, File.ReadAllText(path), tokens);
        }

        foreach (string name in new[] { "chat_template.json", "processor_config.json", TokenizerConfig })
        {
            using JsonDocument? document = Document(folder, name);
            string file = Path.Combine(folder, name);
            if (document is not null && Guarded(file, () => Text(file, document.RootElement)) is { } template)
            {
                return new ChatSettings(file, template, tokens);
            }
        }

        return new ChatSettings(folder, null, tokens);
    }

    private static JsonDocument? Document(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new InvalidDataException($"{path}: $: must be an object, not {document.RootElement.ValueKind}.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: $: is not valid JSON ({error.Message})", error);
        }
    }

    private static string? Text(string file, JsonElement config)
    {
        if (!config.TryGetProperty("chat_template", out JsonElement template) || template.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        JsonElement found = template.ValueKind == JsonValueKind.Array
            ? template.EnumerateArray().FirstOrDefault(item => IsDefault(item)) is { ValueKind: JsonValueKind.Object } item
                && item.TryGetProperty("template", out JsonElement inner) ? inner : default
            : template;
        return found.ValueKind == JsonValueKind.String ? found.GetString() : throw new InvalidDataException(
            $"{file}: chat_template: must be a text, or a list of objects with name and template, one of them named default.");
    }

    private static bool IsDefault(JsonElement item) => item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String && name.GetString() == "default";

    // An escape may be half of a character, which is found only when the text is taken.
    private static T Guarded<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidDataException($"{file}: $: has a text that is none ({error.Message})", error);
        }
    }

    // A token is a text, or an object with its content.
    private static Dictionary<string, string> Tokens(JsonElement config)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in TokenNames)
        {
            if (config.TryGetProperty(name, out JsonElement token))
            {
                JsonElement content = token.ValueKind == JsonValueKind.Object && token.TryGetProperty("content", out JsonElement inner) ? inner : token;
                if (content.ValueKind == JsonValueKind.String)
                {
                    tokens[name] = content.GetString()!;
                }
            }
        }

        return tokens;
    }
}
