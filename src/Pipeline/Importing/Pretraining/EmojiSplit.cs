using System.Security.Cryptography;
using System.Text;

namespace MlopsCl.Pipeline.Importing.Pretraining;

/// <summary>
/// Decides which emoji a base model may be pre-trained on and which are kept for benchmark streams: half each, by hash of the code points, so all vendors'
/// drawings of an emoji are on one side. Variants that vendors draw alike (men, women, families, facing the other way) are decided together.
/// </summary>
public static class EmojiSplit
{
    private const string Version = "emoji-split/1\n";

    /// <summary>Joiners, presentation selectors, persons, genders and directions: they make variants, not other subjects.</summary>
    private static readonly HashSet<string> Variants =
        ["200D", "FE0F", "1F468", "1F469", "1F9D1", "1F466", "1F467", "1F9D2", "2640", "2642", "27A1"];

    /// <summary>Whether an emoji belongs to pre-training; if not, it belongs to benchmark streams.</summary>
    /// <param name="unified">Its code points in hexadecimal, joined by '-', such as <c>1F469-200D-1F692</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="unified"/> is empty.</exception>
    public static bool IsForPretraining(string unified)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unified);
        return (SHA256.HashData(Encoding.UTF8.GetBytes(Version + Subject(unified)))[0] & 1) == 1;
    }

    /// <summary>What decides: the code points without those that only make variants; <c>PERSON</c> when none is left.</summary>
    internal static string Subject(string unified)
    {
        var points = unified.ToUpperInvariant().Split('-').Where(p => !Variants.Contains(p));
        var subject = string.Join('-', points);
        return subject.Length == 0 ? "PERSON" : subject;
    }
}
