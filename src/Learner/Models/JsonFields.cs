using System.Text.Json;

namespace MlopsCl.Learner.Models;

/// <summary>The fields of a JSON object, with defaults; a field that is null counts as left out. Errors name the field.</summary>
/// <param name="value">The object; null where it is left out.</param>
/// <param name="path">What stands before its fields' names in errors, such as <c>text_config.</c>.</param>
internal readonly struct JsonFields(JsonElement? value, string path = "")
{
    public bool IsAbsent => value is null;

    public bool IsEmpty => value is not { ValueKind: JsonValueKind.Object } fields || !fields.EnumerateObject().Any();

    public JsonElement? Find(string name) =>
        value is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var field)
            && field.ValueKind != JsonValueKind.Null ? field : null;

    /// <summary>An object inside; one that is left out has no fields.</summary>
    /// <exception cref="FormatException">The field is no object.</exception>
    public JsonFields Section(string name) => Find(name) is not { } section || section.ValueKind == JsonValueKind.Object
        ? new(Find(name), $"{path}{name}.")
        : throw Wrong(name, section, "an object");

    public int Int(string name, int fallback) => Find(name) is { } field ? Whole(name, field) : fallback;

    public double Number(string name, double fallback) => Find(name) is not { } field ? fallback
        : field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out var number) && double.IsFinite(number) ? number
        : throw Wrong(name, field, "a number");

    public bool Flag(string name, bool fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } field => throw Wrong(name, field, "true or false"),
    };

    /// <summary>A list of whole numbers; a single number is a list of one.</summary>
    public int[] Ints(string name, int[] fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Array } list => Wholes(name, list),
        { } single => [Whole(name, single)],
    };

    /// <summary>A word.</summary>
    public string Text(string name, string fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } word => word.GetString()!,
        { } field => throw Wrong(name, field, "a text"),
    };

    /// <summary>One of a few words; the first is the default.</summary>
    public string OneOf(string name, params string[] words)
    {
        var word = Text(name, words[0]);
        return words.Contains(word) ? word : throw new FormatException($"{path}{name} is '{word}'; this program runs {string.Join(", ", words)}.");
    }

    public void Expect(string name, string word) => OneOf(name, word);

    private int[] Wholes(string name, JsonElement list)
    {
        var numbers = new List<int>();
        foreach (var item in list.EnumerateArray())
            numbers.Add(Whole(name, item));
        return [.. numbers];
    }

    private int Whole(string name, JsonElement field) => field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var number)
        ? number
        : throw Wrong(name, field, "a whole number of 32 bits");

    private FormatException Wrong(string name, JsonElement field, string rule)
    {
        var shown = field.GetRawText();
        return new FormatException($"{path}{name} is {(shown.Length > 60 ? shown[..60] + "…" : shown)}; it must be {rule}.");
    }
}
