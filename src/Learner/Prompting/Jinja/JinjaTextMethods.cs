using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The methods that texts have in Python.</summary>
internal static class JinjaTextMethods
{
    private static readonly Dictionary<string, Func<string, JinjaCall, object?>> Methods = new(StringComparer.Ordinal)
    {
        ["upper"] = (text, _) => text.ToUpperInvariant(),
        ["lower"] = (text, _) => text.ToLowerInvariant(),
        ["casefold"] = (text, _) => text.ToLowerInvariant(),
        ["capitalize"] = (text, _) => Capitalize(text),
        ["title"] = (text, _) => Title(text),
        ["swapcase"] = (text, _) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))),
        ["strip"] = (text, call) => Strip(text, call.OptionalText(0, "chars"), left: true, right: true),
        ["lstrip"] = (text, call) => Strip(text, call.OptionalText(0, "chars"), left: true, right: false),
        ["rstrip"] = (text, call) => Strip(text, call.OptionalText(0, "chars"), left: false, right: true),
        ["split"] = (text, call) => JinjaSplitting.Split(text, call),
        ["rsplit"] = (text, call) => JinjaSplitting.SplitFromRight(text, call),
        ["splitlines"] = (text, call) => JinjaSplitting.Lines(text, call.Flag(0, "keepends", false)),
        ["partition"] = (text, call) => JinjaSplitting.Partition(text, call.Text(0, "sep"), fromRight: false),
        ["rpartition"] = (text, call) => JinjaSplitting.Partition(text, call.Text(0, "sep"), fromRight: true),
        ["replace"] = (text, call) => Replace(text, call.Text(0, "old"), call.Text(1, "new"), call.Integer(2, "count", -1), call.Budget),
        ["startswith"] = (text, call) => Affixes(call).Any(affix => text.StartsWith(affix, StringComparison.Ordinal)),
        ["endswith"] = (text, call) => Affixes(call).Any(affix => text.EndsWith(affix, StringComparison.Ordinal)),
        ["removeprefix"] = (text, call) =>
            text.StartsWith(call.Text(0, "prefix"), StringComparison.Ordinal) ? text[call.Text(0, "prefix").Length..] : text,
        ["removesuffix"] = (text, call) =>
            text.EndsWith(call.Text(0, "suffix"), StringComparison.Ordinal) ? text[..^call.Text(0, "suffix").Length] : text,
        ["find"] = (text, call) => Place(text, text.IndexOf(call.Text(0, "sub"), StringComparison.Ordinal)),
        ["rfind"] = (text, call) => Place(text, text.LastIndexOf(call.Text(0, "sub"), StringComparison.Ordinal)),
        ["index"] = (text, call) => text.IndexOf(call.Text(0, "sub"), StringComparison.Ordinal) is >= 0 and int at
            ? Place(text, at)
            : throw new JinjaError($"'{call.Text(0, "sub")}' is not in the text."),
        ["count"] = (text, call) => call.Text(0, "sub") is { Length: > 0 } part
            ? (long)((text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length)
            : JinjaText.Length(text) + 1L,
        ["join"] = (text, call) => Join(text, JinjaSequences.Iterate(call.Required(0, "iterable")), call.Budget),
        ["isdigit"] = (text, _) => text.Length > 0 && text.All(char.IsDigit),
        ["isnumeric"] = (text, _) => text.Length > 0 && text.EnumerateRunes().All(Rune.IsNumber),
        ["isdecimal"] = (text, _) => text.Length > 0 && text.All(char.IsDigit),
        ["isalpha"] = (text, _) => text.Length > 0 && text.EnumerateRunes().All(Rune.IsLetter),
        ["isalnum"] = (text, _) => text.Length > 0 && text.EnumerateRunes().All(rune => Rune.IsLetter(rune) || Rune.IsNumber(rune)),
        ["isspace"] = (text, _) => text.Length > 0 && string.IsNullOrWhiteSpace(text),
        ["isupper"] = (text, _) => text.Any(char.IsUpper) && !text.Any(char.IsLower),
        ["islower"] = (text, _) => text.Any(char.IsLower) && !text.Any(char.IsUpper),
        ["format"] = JinjaFormatting.Braces,
        ["zfill"] = (text, call) => Pad(text, call, '0', left: 2),
        ["ljust"] = (text, call) => Pad(text, call, ' ', left: 0),
        ["rjust"] = (text, call) => Pad(text, call, ' ', left: 2),
        ["center"] = (text, call) => Pad(text, call, ' ', left: 1),
    };

    /// <summary>A method, or null where there is none of that name.</summary>
    public static JinjaCallable? Find(string text, string name) => Methods.TryGetValue(name, out Func<string, JinjaCall, object?>? method)
        ? new JinjaCallable(name, call => Counted(method(text, call), call.Budget))
        : null;

    /// <summary>Removes white space, or some characters, at the ends.</summary>
    public static string Strip(string text, string? characters, bool left, bool right)
    {
        ReadOnlySpan<char> rest = text;
        if (left)
        {
            rest = characters is null ? rest.TrimStart() : rest.TrimStart(characters);
        }

        if (right)
        {
            rest = characters is null ? rest.TrimEnd() : rest.TrimEnd(characters);
        }

        return rest.ToString();
    }

    /// <summary>The first character as a capital, the others small.</summary>
    public static string Capitalize(string text) => text.Length == 0
        ? text
        : text[..1].ToUpperInvariant() + text[1..].ToLowerInvariant();

    /// <summary>Texts with another between them.</summary>
    /// <exception cref="JinjaError">One is no text, or the whole is too long.</exception>
    public static string Join(string between, IReadOnlyList<object?> items, JinjaBudget budget)
    {
        string[] texts = [.. items.Select(item => item as string ?? throw new JinjaError($"{JinjaOperators.Describe(item)} is no text to join."))];
        budget.Text(texts.Sum(text => (long)text.Length) + ((long)between.Length * Math.Max(texts.Length - 1, 0)));
        return string.Join(between, texts);
    }

    /// <summary>Replaces a part wherever it is, or the first so many times.</summary>
    /// <exception cref="JinjaError">The result is too long.</exception>
    public static string Replace(string text, string old, string replacement, long count, JinjaBudget budget)
    {
        long most = count < 0 ? long.MaxValue : count;
        if (old.Length == 0)
        {
            budget.Text(text.Length + ((text.Length + 1L) * replacement.Length));
            string[] characters = [.. JinjaText.Characters(text)];
            return string.Concat(characters.Select((character, index) => (index < most ? replacement : "") + character))
                + (characters.Length < most ? replacement : "");
        }

        budget.Text(text.Length + (text.Length / old.Length * (long)replacement.Length));
        var result = new StringBuilder(text.Length);
        int end = 0;
        for (int at = text.IndexOf(old, StringComparison.Ordinal); at >= 0 && most > 0; at = text.IndexOf(old, end, StringComparison.Ordinal), most--)
        {
            result.Append(text, end, at - end).Append(replacement);
            end = at + old.Length;
        }

        return result.Append(text, end, text.Length - end).ToString();
    }

    private static object? Counted(object? result, JinjaBudget budget)
    {
        if (result is string text)
        {
            budget.Text(text.Length);
        }
        else if (result is JinjaList list)
        {
            budget.Elements(list.Items.Count);
        }

        return result;
    }

    private static IEnumerable<string> Affixes(JinjaCall call) =>
        call.Required(0, "affix") is JinjaList several ? several.Items.OfType<string>() : [call.Text(0, "affix")];

    private static long Place(string text, int at) => at < 0 ? at : JinjaText.Length(text[..at]);

    private static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        bool isInside = false;
        foreach (char character in text)
        {
            result.Append(isInside ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character));
            isInside = char.GetUnicodeCategory(character) is <= UnicodeCategory.TitlecaseLetter;
        }

        return result.ToString();
    }

    // left: the part of the padding, in halves, that stands before the text.
    private static string Pad(string text, JinjaCall call, char whenAbsent, int left)
    {
        string fill = call.OptionalText(1, "fillchar") ?? whenAbsent.ToString();
        long missing = Math.Max(call.Integer(0, "width", 0) - JinjaText.Length(text), 0);
        call.Budget.Text(missing + text.Length);
        int before = (int)(missing * left / 2);
        string sign = whenAbsent == '0' && text is ['+' or '-', ..] ? text[..1] : "";
        return sign + string.Concat(Enumerable.Repeat(fill, before)) + text[sign.Length..]
            + string.Concat(Enumerable.Repeat(fill, (int)missing - before));
    }
}
