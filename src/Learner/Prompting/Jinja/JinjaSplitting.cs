namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The ways that Python splits texts.</summary>
internal static class JinjaSplitting
{
    /// <summary><c>split(sep, maxsplit)</c>; without a separator at runs of white space.</summary>
    /// <exception cref="JinjaError">The separator is empty.</exception>
    public static JinjaList Split(string text, JinjaCall call)
    {
        int most = Most(call);
        if (call.OptionalText(0, "sep") is { } separator)
        {
            return new JinjaList(text.Split(NotEmpty(separator), most));
        }

        var parts = new List<object?>();
        string rest = text.TrimStart();
        while (rest.Length > 0)
        {
            int end = parts.Count + 1 == most ? -1 : rest.AsSpan().IndexOfAny(" \t\n\v\f\r\u0085\u00A0\u2028\u2029\u3000");
            if (end < 0)
            {
                parts.Add(parts.Count + 1 == most ? rest : rest.TrimEnd());
                break;
            }

            parts.Add(rest[..end]);
            rest = rest[end..].TrimStart();
        }

        return new JinjaList(parts);
    }

    /// <summary><c>rsplit(sep, maxsplit)</c>.</summary>
    /// <exception cref="JinjaError">The separator is empty.</exception>
    public static JinjaList SplitFromRight(string text, JinjaCall call)
    {
        int most = Most(call);
        var parts = new List<object?>();
        string? separator = call.OptionalText(0, "sep");
        string rest = separator is null ? text.TrimEnd() : text;
        while (parts.Count + 1 < most)
        {
            int at = separator is null
                ? rest.AsSpan().LastIndexOfAny(" \t\n\v\f\r\u0085\u00A0\u2028\u2029\u3000")
                : rest.LastIndexOf(NotEmpty(separator), StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            parts.Insert(0, rest[(at + (separator?.Length ?? 1))..]);
            rest = separator is null ? rest[..at].TrimEnd() : rest[..at];
        }

        if (separator is not null || rest.Length > 0)
        {
            parts.Insert(0, rest);
        }

        return new JinjaList(parts);
    }

    /// <summary>The lines of a text.</summary>
    public static JinjaList Lines(string text, bool keepsEnds)
    {
        var lines = new List<object?>();
        int start = 0;
        while (start < text.Length)
        {
            int at = text.AsSpan(start).IndexOfAny("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");
            int end = at < 0 ? text.Length : start + at;
            int next = at < 0 ? end : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            lines.Add(text[start..(keepsEnds ? next : end)]);
            start = next;
        }

        return new JinjaList(lines);
    }

    /// <summary>What stands before a separator, the separator, and what stands behind it.</summary>
    /// <exception cref="JinjaError">The separator is empty.</exception>
    public static JinjaList Partition(string text, string separator, bool fromRight)
    {
        int at = fromRight
            ? text.LastIndexOf(NotEmpty(separator), StringComparison.Ordinal)
            : text.IndexOf(NotEmpty(separator), StringComparison.Ordinal);
        object?[] parts = at >= 0 ? [text[..at], separator, text[(at + separator.Length)..]] : fromRight ? ["", "", text] : [text, "", ""];
        return new JinjaList(parts, isTuple: true);
    }

    private static int Most(JinjaCall call) =>
        call.Integer(1, "maxsplit", -1) is >= 0 and < int.MaxValue and long most ? (int)most + 1 : int.MaxValue;

    private static string NotEmpty(string separator) => separator.Length > 0 ? separator : throw new JinjaError("the separator is empty.");
}
