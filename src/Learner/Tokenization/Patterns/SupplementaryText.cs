using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// A text in which every character beyond U+FFFF is stood for by one character of the same general category. .NET's regular
/// expressions see such a character as two halves of no category; tokenizers' patterns mean the character.
/// </summary>
internal sealed class SupplementaryText
{
    /// <summary>One rarely used character for each general category, in the order of <see cref="UnicodeCategory"/>.</summary>
    internal const string StandIns =
        "\uA640\uA641\u01F2\u02B0\uA000\uA6F0\u0903\u20DD\uA620\u3007\u2460\u3000\u2028\u2029\u0080\u2061\uFFFD\uE000"
        + "\uFE4D\u2E3A\u2E28\u2E29\u2E02\u2E03\u2E2E\u2A00\uA838\uA700\uA490\u0378";

    private static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private readonly int[] _positions;

    private SupplementaryText(string text, int[] positions)
    {
        Text = text;
        _positions = positions;
    }

    /// <summary>The text with stand-ins.</summary>
    public string Text { get; }

    /// <summary>True where a text has characters beyond U+FFFF.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text) => text.ContainsAny(Surrogates);

    /// <summary>Puts stand-ins into a text.</summary>
    public static SupplementaryText Of(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        var positions = new List<int>(text.Length + 1);
        int position = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            positions.Add(position);
            result.Append(rune.IsBmp ? (char)rune.Value : StandIns[(int)Rune.GetUnicodeCategory(rune)]);
            position += rune.Utf16SequenceLength;
        }

        positions.Add(position);
        return new SupplementaryText(result.ToString(), [.. positions]);
    }

    /// <summary>Where a position in <see cref="Text"/> lies in the original.</summary>
    public int Original(int position) => _positions[position];
}
