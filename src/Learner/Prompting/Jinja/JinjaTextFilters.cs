using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Filters of texts that are more than a line.</summary>
internal static class JinjaTextFilters
{
    /// <summary>Writes the characters that mean something in HTML as entities.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);

    /// <summary>Begins every word with a capital; words end at spaces, hyphens and opening brackets.</summary>
    public static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        bool isInside = false;
        foreach (char character in text)
        {
            result.Append(isInside ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character));
            isInside = !char.IsWhiteSpace(character) && character is not ('-' or '(' or '{' or '[' or '<');
        }

        return result.ToString();
    }

    /// <summary>Moves lines to the right: <c>indent(width=4, first=false, blank=false)</c>.</summary>
    /// <exception cref="JinjaError">The text becomes too long.</exception>
    public static object? Indent(object? value, JinjaCall call)
    {
        string text = JinjaText.Of(value);
        string space = call.Get(0, "width", 4L) is string given ? given : new string(' ', (int)Math.Clamp(call.Integer(0, "width", 4), 0, 1000));
        bool blank = call.Flag(2, "blank", false);
        string[] lines = text.Split('\n');
        call.Budget.Text(text.Length + ((long)lines.Length * space.Length));
        bool first = call.Flag(1, "first", false);
        return string.Join('\n', lines.Select((line, index) =>
            (index == 0 ? first : blank || line.Length > 0) ? space + line : line));
    }
}
