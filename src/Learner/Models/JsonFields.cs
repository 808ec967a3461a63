using System.Text.Json;

namespace MlopsCl.Learner.Models;

/// <summary>The fields of a JSON object, with defaults; a field that is null counts as left out.</summary>
internal readonly struct JsonFields(JsonElement? value)
{
    public bool IsEmpty => value is not { ValueKind: JsonValueKind.Object } fields || !fields.EnumerateObject().Any();

    public JsonElement? Find(string name) =>
        value is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var field)
            && field.ValueKind != JsonValueKind.Null ? field : null;

    public JsonFields Section(string name) => new(Find(name));

    public int Int(string name, int fallback) => Find(name)?.GetInt32() ?? fallback;

    public double Number(string name, double fallback) => Find(name)?.GetDouble() ?? fallback;

    public bool Flag(string name, bool fallback) => Find(name)?.GetBoolean() ?? fallback;

    /// <summary>A list of whole numbers; a single number is a list of one.</summary>
    public int[] Ints(string name, int[] fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => item.GetInt32())],
        { } single => [single.GetInt32()],
    };

    /// <summary>One of a few words; the first is the default.</summary>
    public string OneOf(string name, params string[] words)
    {
        var word = Find(name)?.GetString() ?? words[0];
        return words.Contains(word) ? word : throw new FormatException($"{name} is '{word}'; this program runs {string.Join(", ", words)}.");
    }

    public void Expect(string name, string word) => OneOf(name, word);
}
