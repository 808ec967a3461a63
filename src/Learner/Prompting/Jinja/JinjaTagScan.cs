namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What the beginnings and ends of tags do to the white space around them.</summary>
internal static class JinjaTagScan
{
    /// <summary>Whether a statement tag has one keyword and nothing else.</summary>
    /// <param name="source">The template.</param>
    /// <param name="tag">Where the tag begins.</param>
    /// <param name="keyword">The keyword.</param>
    /// <param name="close">Where the tag's closing two characters are.</param>
    public static bool IsTag(string source, int tag, string keyword, out int close)
    {
        int at = tag + 2 + (tag + 2 < source.Length && source[tag + 2] is '-' or '+' ? 1 : 0);
        at = SkipSpace(source, at);
        close = at;
        if (string.CompareOrdinal(source, at, keyword, 0, keyword.Length) != 0)
        {
            return false;
        }

        at = SkipSpace(source, at + keyword.Length);
        at += at < source.Length && source[at] is '-' or '+' ? 1 : 0;
        close = at;
        return string.CompareOrdinal(source, at, "%}", 0, 2) == 0;
    }

    /// <summary>The text before a tag, without the white space that the tag takes.</summary>
    public static string Before(string source, int from, int tag, bool isPrint, bool beginsLine)
    {
        string text = source[from..tag];
        char sign = tag + 2 < source.Length ? source[tag + 2] : ' ';
        if (sign == '-')
        {
            return text.TrimEnd();
        }

        int line = text.LastIndexOf('\n') + 1;
        bool strips = sign != '+' && !isPrint && (line > 0 || beginsLine) && text.AsSpan(line).IsWhiteSpace();
        return strips ? text[..line] : text;
    }

    /// <summary>Where the text behind a tag begins.</summary>
    /// <param name="source">The template.</param>
    /// <param name="close">Where the tag's closing two characters are.</param>
    /// <param name="trimsLine">Whether a line end behind it is dropped.</param>
    public static int Behind(string source, int close, bool trimsLine)
    {
        int at = close + 2;
        if (source[close - 1] == '-')
        {
            return SkipSpace(source, at);
        }

        return trimsLine && source[close - 1] != '+' && at < source.Length && source[at] == '\n' ? at + 1 : at;
    }

    /// <summary>Goes over white space.</summary>
    public static int SkipSpace(string source, int at)
    {
        while (at < source.Length && char.IsWhiteSpace(source[at]))
        {
            at++;
        }

        return at;
    }
}
