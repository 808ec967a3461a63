using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>A set of characters as an expression writes it: general categories, ranges and other sets, all of it possibly negated.</summary>
/// <param name="Categories">A bit for each of <see cref="UnicodeCategory"/>.</param>
/// <param name="Ranges">First and last code points.</param>
/// <param name="Parts">Sets whose members belong to it, too.</param>
/// <param name="IsNegated">True for everything else.</param>
internal sealed record CharacterSet(
    uint Categories, IReadOnlyList<(int First, int Last)> Ranges, IReadOnlyList<CharacterSet> Parts, bool IsNegated)
{
    private const uint Letters = 0b1_1111;
    private const uint Marks = 0b111 << 5;
    private const uint Numbers = 0b111 << 8;
    private const uint Separators = 0b111 << 11;

    // Two letters for each of UnicodeCategory, in its order.
    private const string Codes = "lullltlmlomnmcmendnlnozszlzpcccfcscopcpdpspepipfposmscsksocn";

    /// <summary>White space: <c>\s</c>.</summary>
    public static CharacterSet Space { get; } = new(Separators, [('\t', '\r'), (0x85, 0x85)], [], false);

    /// <summary>Decimal digits: <c>\d</c>.</summary>
    public static CharacterSet Digit { get; } = OfCategories(1u << (int)UnicodeCategory.DecimalDigitNumber);

    /// <summary>Letters, marks, digits, connectors: <c>\w</c> inside of brackets.</summary>
    public static CharacterSet WordInBrackets { get; } = new(
        Letters | Marks | Digit.Categories | (1u << (int)UnicodeCategory.LetterNumber) | (1u << (int)UnicodeCategory.ConnectorPunctuation),
        [(0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)], [], false);

    /// <summary>The same with the raised digits and fractions of Latin-1, as the engine has them: <c>\w</c> on its own.</summary>
    public static CharacterSet Word { get; } = new(0, [(0xB2, 0xB3), (0xB9, 0xB9), (0xBC, 0xBE)], [WordInBrackets], false);

    /// <summary>Hexadecimal digits: <c>\h</c>.</summary>
    public static CharacterSet Hexadecimal { get; } = new(0, [('0', '9'), ('a', 'f'), ('A', 'F')], [], false);

    /// <summary>The line end.</summary>
    public static CharacterSet LineEnd { get; } = OfCharacter('\n');

    /// <summary>No character.</summary>
    public static CharacterSet Nothing { get; } = OfCategories(0);

    /// <summary>The characters of some categories.</summary>
    public static CharacterSet OfCategories(uint categories) => new(categories, [], [], false);

    /// <summary>One character.</summary>
    public static CharacterSet OfCharacter(int code) => new(0, [(code, code)], [], false);

    /// <summary>The categories that a property's name stands for, such as <c>L</c>, <c>Lu</c> or <c>Letter</c>; 0 for other names.</summary>
    public static uint CategoriesOf(string name) => name.Replace("_", "").Replace(" ", "").ToLowerInvariant() switch
    {
        "l" or "letter" => Letters,
        "m" or "mark" => Marks,
        "n" or "number" => Numbers,
        "z" or "separator" => Separators,
        "c" or "other" => (0b1111u << 14) | (1u << 29),
        "p" or "punctuation" or "punct" => 0b111_1111u << 18,
        "s" or "symbol" => 0b1111u << 25,
        { Length: 2 } two => Codes.IndexOf(two, StringComparison.Ordinal) is >= 0 and int at && at % 2 == 0 ? 1u << (at / 2) : 0,
        _ => 0,
    };

    /// <summary>Everything else.</summary>
    public CharacterSet Negate() => this with { IsNegated = !IsNegated };

    /// <summary>Whether a code point belongs to it.</summary>
    public bool Contains(int code, UnicodeCategory category)
    {
        bool inside = (Categories >> (int)category & 1) != 0
            || Ranges.Any(range => range.First <= code && code <= range.Last)
            || Parts.Any(part => part.Contains(code, category));
        return inside != IsNegated;
    }

    /// <summary>The code points at which membership may change without a change of category.</summary>
    public IEnumerable<int> Borders() =>
        Ranges.SelectMany(range => new[] { range.First, range.Last + 1 }).Concat(Parts.SelectMany(part => part.Borders()));
}
