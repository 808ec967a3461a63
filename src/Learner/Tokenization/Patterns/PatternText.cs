using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>An expression's text and how far it is read.</summary>
internal sealed class PatternText(string text)
{
    private int _at;

    /// <summary>Whether all is read.</summary>
    public bool IsAtEnd => _at >= text.Length;

    /// <summary>The next UTF-16 unit; U+0000 at the end.</summary>
    public char Next => IsAtEnd ? '\0' : text[_at];

    /// <summary>Whether a character comes next.</summary>
    public bool IsAt(char expected) => !IsAtEnd && text[_at] == expected;

    /// <summary>Whether a text comes next.</summary>
    public bool IsAtText(string expected) => string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;

    /// <summary>Takes a character, if it comes next.</summary>
    public bool Take(char expected)
    {
        bool found = IsAt(expected);
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>Takes a text, if it comes next.</summary>
    public bool TakeText(string expected)
    {
        bool found = IsAtText(expected);
        _at += found ? expected.Length : 0;
        return found;
    }

    /// <summary>Takes one character; -1 at the end, and for half of one.</summary>
    public int TakeCodePoint()
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(_at), out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
        {
            return -1;
        }

        _at += length;
        return rune.Value;
    }

    /// <summary>Takes what stands before a character, and that character; null where it does not come.</summary>
    public string? TakeUntil(char end)
    {
        int found = text.IndexOf(end, _at);
        if (found < 0)
        {
            return null;
        }

        string taken = text[_at..found];
        _at = found + 1;
        return taken;
    }

    /// <summary>Takes up to so many hexadecimal digits; -1 where there is none.</summary>
    public int TakeHexadecimal(int most)
    {
        int end = _at;
        while (end < text.Length && end - _at < most && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        int value = end == _at ? -1 : int.Parse(text.AsSpan(_at, end - _at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _at = end;
        return value;
    }

    /// <summary>The count <c>{n}</c>, <c>{n,}</c>, <c>{,m}</c> or <c>{n,m}</c> that comes next; null where it is none.</summary>
    public (int Least, int Most)? PeekCount()
    {
        int end = text.IndexOf('}', _at);
        string[] parts = end < 0 ? [] : text[(_at + 1)..end].Split(',');
        if (parts.Length is 0 or > 2 || parts.All(part => part.Length == 0))
        {
            return null;
        }

        int least = Number(parts[0], 0);
        int most = parts.Length == 1 ? least : Number(parts[1], -1);
        return least < 0 || most < -1 || (most >= 0 && most < least) ? null : (least, most);
    }

    /// <summary>Takes a sign of repetition or a count.</summary>
    public void SkipTimes() => _at = IsAt('{') ? text.IndexOf('}', _at) + 1 : _at + 1;

    private static int Number(string digits, int whenEmpty) => digits.Length == 0
        ? whenEmpty
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : -2;
}
