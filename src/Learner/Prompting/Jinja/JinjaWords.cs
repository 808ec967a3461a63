using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Reads the words inside tags.</summary>
internal sealed class JinjaWords(string source)
{
    private static readonly string[] Operators =
        ["**", "//", "==", "!=", ">=", "<=", "+", "-", "*", "/", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"];

    /// <summary>Goes over white space.</summary>
    public int SkipSpace(int at) => JinjaTagScan.SkipSpace(source, at);

    /// <summary>Where the closing two characters are, if the tag ends here; -1 where it does not.</summary>
    public int Close(int at, bool isPrint)
    {
        int close = at + (source[at] == '-' || (source[at] == '+' && !isPrint) ? 1 : 0);
        return string.CompareOrdinal(source, close, isPrint ? "}}" : "%}", 0, 2) == 0 ? close : -1;
    }

    /// <summary>Reads the word that begins here.</summary>
    /// <exception cref="JinjaError">None does.</exception>
    public (JinjaTokenKind Kind, string Text, int End) Read(int at)
    {
        char first = source[at];
        if (first is '\'' or '"')
        {
            return ReadText(at);
        }

        if (char.IsAsciiDigit(first))
        {
            return ReadNumber(at);
        }

        if (char.IsLetter(first) || first == '_')
        {
            int end = at;
            while (end < source.Length && (char.IsLetterOrDigit(source[end]) || source[end] == '_'))
            {
                end++;
            }

            return (JinjaTokenKind.Name, source[at..end], end);
        }

        string? found = Array.Find(Operators, text => string.CompareOrdinal(source, at, text, 0, text.Length) == 0);
        return found is not null
            ? (JinjaTokenKind.Operator, found, at + found.Length)
            : throw new JinjaError($"the character '{first}' (U+{(int)first:X4}) means nothing here.");
    }

    private (JinjaTokenKind Kind, string Text, int End) ReadNumber(int at)
    {
        int end = Digits(at);
        bool isWhole = true;
        if (end + 1 < source.Length && source[end] == '.' && char.IsAsciiDigit(source[end + 1]))
        {
            end = Digits(end + 1);
            isWhole = false;
        }

        if (end < source.Length && source[end] is 'e' or 'E')
        {
            int digits = end + 1 + (end + 1 < source.Length && source[end + 1] is '+' or '-' ? 1 : 0);
            if (digits < source.Length && char.IsAsciiDigit(source[digits]))
            {
                end = Digits(digits);
                isWhole = false;
            }
        }

        return (isWhole ? JinjaTokenKind.Integer : JinjaTokenKind.Number, source[at..end].Replace("_", ""), end);
    }

    private int Digits(int at)
    {
        while (at < source.Length && (char.IsAsciiDigit(source[at]) || source[at] == '_'))
        {
            at++;
        }

        return at;
    }

    private (JinjaTokenKind Kind, string Text, int End) ReadText(int at)
    {
        var text = new StringBuilder();
        int i = at + 1;
        while (i < source.Length && source[i] != source[at])
        {
            if (source[i] == '\\' && i + 1 < source.Length)
            {
                i = ReadEscape(i + 1, text);
            }
            else
            {
                text.Append(source[i++]);
            }
        }

        return i < source.Length ? (JinjaTokenKind.Text, text.ToString(), i + 1) : throw new JinjaError("a text has no closing quote.");
    }

    private int ReadEscape(int at, StringBuilder text)
    {
        char escaped = source[at];
        int digits = escaped switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            bool isNumber = at + digits < source.Length && uint.TryParse(
                source.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code) && Rune.IsValid(code)
                && Append(text, code);
            return isNumber ? at + 1 + digits : throw new JinjaError($"the escape \\{escaped} needs {digits} hexadecimal digits of a character.");
        }

        string? known = escaped switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            'a' => "\a",
            '0' => "\0",
            '\n' => "",
            '\\' or '\'' or '"' => escaped.ToString(),
            _ => null,
        };
        text.Append(known ?? "\\" + escaped);
        return at + 1;
    }

    private static bool Append(StringBuilder text, uint code)
    {
        text.Append(new Rune(code).ToString());
        return true;
    }
}
