using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Unicode;

/// <summary>The character classes that pre-tokenizers split by.</summary>
internal static class CharacterClass
{
    /// <summary>
    /// A letter, mark, decimal digit, letter number, connector or joiner: what <c>\w</c> means in Unicode regular expressions.
    /// </summary>
    public static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.LetterNumber => true,
        UnicodeCategory.ConnectorPunctuation => true,
        UnicodeCategory.OtherSymbol => IsCircledLetter(rune.Value),
        _ => rune.Value is 0x200C or 0x200D,
    };

    /// <summary>A number of any kind: decimal, letter or other.</summary>
    public static bool IsNumber(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber;

    /// <summary>Punctuation of any kind, and the ASCII symbols that pass as punctuation.</summary>
    public static bool IsPunctuation(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation
        || rune.Value is '$' or '+' or '<' or '=' or '>' or '^' or '`' or '|' or '~';

    /// <summary>White space.</summary>
    public static bool IsWhiteSpace(Rune rune) => Rune.IsWhiteSpace(rune);

    // Letters in circles and squares are symbols that count as alphabetic.
    private static bool IsCircledLetter(int code) =>
        code is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
