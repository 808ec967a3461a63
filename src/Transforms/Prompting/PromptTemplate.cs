using System.Text;

namespace MlopsCl.Transforms.Prompting;

/// <summary>A text with the names of columns in braces; a brace itself is written twice.</summary>
internal sealed class PromptTemplate
{
    private PromptTemplate(IReadOnlyList<(string Literal, string Column)> parts, string end) => (Parts, End) = (parts, end);

    /// <summary>Each column with the text before it.</summary>
    internal IReadOnlyList<(string Literal, string Column)> Parts { get; }

    /// <summary>The text after the last column.</summary>
    internal string End { get; }

    /// <summary>This template with columns in front of it, each on a line of its own.</summary>
    internal PromptTemplate After(IReadOnlyList<string> columns)
    {
        if (columns.Count == 0)
            return this;
        (string Literal, string Column)[] parts = [.. columns.Select((column, i) => (i == 0 ? "" : "\n", column)), .. Parts];
        if (Parts.Count == 0)
            return new PromptTemplate(parts, "\n" + End);
        parts[columns.Count].Literal = "\n" + parts[columns.Count].Literal;
        return new PromptTemplate(parts, End);
    }

    /// <exception cref="ArgumentException">A brace is open, or closes nothing, or holds no name.</exception>
    internal static PromptTemplate Parse(string template)
    {
        var parts = new List<(string, string)>();
        var literal = new StringBuilder();
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] is not ('{' or '}') || IsDoubled(template, ref at))
            {
                literal.Append(template[at]);
                continue;
            }

            var close = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (close < at + 2)
                throw new ArgumentException(
                    $"The template '{template}' has a brace at {at} that holds no column's name. Write {{Column}}, and {{{{ or }}}} for a brace itself.",
                    nameof(template));
            parts.Add((literal.ToString(), template[(at + 1)..close]));
            literal.Clear();
            at = close;
        }

        return new PromptTemplate(parts, literal.ToString());
    }

    private static bool IsDoubled(string template, ref int at)
    {
        if (at + 1 >= template.Length || template[at + 1] != template[at])
            return false;
        at++;
        return true;
    }
}
