using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>The emoji of <c>emoji-datasource</c> that this project uses: every one of both vendors but flags and skin tones.</summary>
internal static partial class EmojiCatalog
{
    private const int LongestName = 4;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["Smileys & Emotion"] = "emotion",
        ["People & Body"] = "people",
        ["Animals & Nature"] = "nature",
        ["Food & Drink"] = "food",
        ["Travel & Places"] = "travel",
        ["Activities"] = "activity",
        ["Objects"] = "object",
        ["Symbols"] = "symbol",
    };

    /// <summary>The kinds' names.</summary>
    public static IReadOnlyCollection<string> KindNames => Kinds.Values;

    /// <param name="package">The unpacked package.</param>
    /// <exception cref="ImportException">The package has no readable <c>emoji.json</c>.</exception>
    public static IReadOnlyList<EmojiEntry> Read(string package)
    {
        var path = Path.Combine(package, "emoji.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. document.RootElement.EnumerateArray()
                .Where(e => Kinds.ContainsKey(Text(e, "category")) && e.GetProperty("has_img_google").GetBoolean()
                    && e.GetProperty("has_img_twitter").GetBoolean())
                .Select(Entry)
                .OrderBy(e => e.Unified, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ImportException($"'{path}' cannot be read as the emoji list: {e.Message} Install the package anew.", e);
        }
    }

    private static EmojiEntry Entry(JsonElement e) => new(
        Text(e, "unified"), Text(e, "image"), Words(Text(e, "name")) ?? Words(Text(e, "short_name")), Kinds[Text(e, "category")],
        Words(Text(e, "subcategory")) ?? "other");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    /// <summary>Lower-case words without marks; null when none or too many are left.</summary>
    public static string? Words(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant().Replace("’", "", StringComparison.Ordinal)).Select(m => m.Value).ToArray();
        return words.Length is >= 1 and <= LongestName && words.Any(w => w.Any(char.IsAsciiLetter)) ? string.Join(' ', words) : null;
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
