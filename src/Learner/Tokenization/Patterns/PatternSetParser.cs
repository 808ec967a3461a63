namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>Reads what stands for one character: itself, an escape, a property or a set in brackets.</summary>
internal static class PatternSetParser
{
    private const int LastCodePoint = 0x10FFFF;

    // Of the characters that become one of these letters without regard to case, those beyond ASCII.
    private const int LongS = 0x17F;
    private const int Kelvin = 0x212A;

    /// <summary>Reads a character or a set; null where it is something that is not read.</summary>
    public static CharacterSet? Read(PatternText text, bool ignoresCase)
    {
        if (text.Take('['))
        {
            return ReadBrackets(text, ignoresCase);
        }

        if (text.Take('\\'))
        {
            return IsAtProperty(text) ? ReadProperty(text) : ReadClass(text, CharacterSet.Word) ?? Fold(ReadEscape(text), ignoresCase);
        }

        return text.Next is '?' or '*' or '+' or '{' ? null : Fold(text.TakeCodePoint(), ignoresCase);
    }

    private static CharacterSet? ReadBrackets(PatternText text, bool ignoresCase)
    {
        bool negated = text.Take('^');
        var parts = new List<CharacterSet>();
        for (bool first = true; !text.Take(']'); first = false)
        {
            // A bracket that would close nothing, POSIX names, nested sets and intersections are left to others.
            if (text.IsAtEnd || text.IsAt('[') || text.IsAtText("&&") || (first && text.IsAt(']')))
            {
                return null;
            }

            CharacterSet? part = text.IsAt('\\') ? ReadEscaped(text, ignoresCase) : ReadRange(text, text.TakeCodePoint(), ignoresCase);
            if (part is null)
            {
                return null;
            }

            parts.Add(part);
        }

        return parts.Count == 0 ? null : new CharacterSet(0, [], parts, negated);
    }

    private static CharacterSet? ReadEscaped(PatternText text, bool ignoresCase)
    {
        text.Take('\\');
        return IsAtProperty(text) ? ReadProperty(text) : ReadClass(text, CharacterSet.WordInBrackets) ?? ReadRange(text, ReadEscape(text), ignoresCase);
    }

    private static CharacterSet? ReadRange(PatternText text, int first, bool ignoresCase)
    {
        if (first < 0 || !text.IsAt('-') || text.IsAtText("-]"))
        {
            return Fold(first, ignoresCase);
        }

        text.Take('-');
        int last = text.Take('\\') ? ReadEscape(text) : text.TakeCodePoint();
        bool changesWithCase = ignoresCase && !(last < 'A' || (first > 'z' && last < 0xC0));
        return last < first || changesWithCase ? null : new CharacterSet(0, [(first, last)], [], false);
    }

    // Letters that stand for sets; null for others, which are not taken.
    private static CharacterSet? ReadClass(PatternText text, CharacterSet word)
    {
        CharacterSet? set = text.Next switch
        {
            's' => CharacterSet.Space,
            'S' => CharacterSet.Space.Negate(),
            'd' => CharacterSet.Digit,
            'D' => CharacterSet.Digit.Negate(),
            'w' => word,
            'W' => word.Negate(),
            'h' => CharacterSet.Hexadecimal,
            'H' => CharacterSet.Hexadecimal.Negate(),
            _ => null,
        };
        if (set is not null)
        {
            text.TakeCodePoint();
        }

        return set;
    }

    private static bool IsAtProperty(PatternText text) => text.IsAtText("p{") || text.IsAtText("P{");

    private static CharacterSet? ReadProperty(PatternText text)
    {
        bool negated = text.Take('P');
        text.Take('p');
        text.Take('{');
        bool caret = text.Take('^');
        uint categories = CharacterSet.CategoriesOf(text.TakeUntil('}') ?? "");
        CharacterSet set = CharacterSet.OfCategories(categories);
        return categories == 0 ? null : negated != caret ? set.Negate() : set;
    }

    private static int ReadEscape(PatternText text)
    {
        char escaped = text.Next;
        int code = text.TakeCodePoint();
        switch (escaped)
        {
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'f': return '\f';
            case 'v': return '\v';
            case 'a': return '\a';
            case 'e': return 0x1B;
            case 'u': return text.TakeHexadecimal(4);
            case 'x' when text.Take('{'):
                int value = text.TakeHexadecimal(6);
                return text.Take('}') && value <= LastCodePoint ? value : -1;
            case 'x': return text.TakeHexadecimal(2);
            default: return char.IsAsciiLetterOrDigit(escaped) ? -1 : code;
        }
    }

    private static CharacterSet? Fold(int code, bool ignoresCase)
    {
        if (code < 0 || (ignoresCase && code >= 0x80))
        {
            return null;
        }

        if (!ignoresCase || !char.IsAsciiLetter((char)code))
        {
            return CharacterSet.OfCharacter(code);
        }

        int small = code | 0x20;
        List<(int First, int Last)> ranges = [(small, small), (small ^ 0x20, small ^ 0x20)];
        if (small is 's' or 'k')
        {
            int other = small == 's' ? LongS : Kelvin;
            ranges.Add((other, other));
        }

        return new CharacterSet(0, ranges, [], false);
    }
}
