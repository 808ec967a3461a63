using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// The classes of characters that an expression tells apart: two characters are of the same class where each of its sets has both or
/// neither. Pages of 256 code points are worked out when one of their characters is first met.
/// </summary>
internal sealed class CharacterClasses
{
    private const int MostClasses = 250;

    private readonly CharacterSet[] _sets;
    private readonly int[] _borders;
    private readonly Dictionary<ulong, byte> _classes = [];
    private readonly List<ulong> _signatures = [];
    private readonly byte[]?[] _pages = new byte[]?[0x1100];

    private CharacterClasses(CharacterSet[] sets) => (_sets, _borders) = (sets, [.. sets.SelectMany(set => set.Borders()).Append(0).Distinct()]);

    /// <summary>Classes.</summary>
    public int Count => _signatures.Count;

    /// <summary>Tells the classes of sets; null where there are too many.</summary>
    public static CharacterClasses? Of(CharacterSet[] sets)
    {
        if (sets.Length > 64)
        {
            return null;
        }

        var classes = new CharacterClasses(sets);
        foreach (int first in classes._borders)
        {
            for (int category = 0; category <= (int)UnicodeCategory.OtherNotAssigned; category++)
            {
                ulong signature = classes.Signature(first, (UnicodeCategory)category);
                if (classes._classes.TryAdd(signature, (byte)classes._signatures.Count))
                {
                    classes._signatures.Add(signature);
                }
            }

            if (classes.Count > MostClasses)
            {
                return null;
            }
        }

        return classes;
    }

    /// <summary>Whether the characters of a class belong to a set.</summary>
    public bool IsIn(int characterClass, int set) => (_signatures[characterClass] >> set & 1) != 0;

    /// <summary>Whether two sets have no character in common.</summary>
    public bool AreDisjoint(int one, int other) => !_signatures.Exists(signature => (signature >> one & signature >> other & 1) != 0);

    /// <summary>The class of the character at a place, and its UTF-16 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(ReadOnlySpan<char> text, int at, out int length)
    {
        char unit = text[at];
        length = 1;
        if ((uint)(unit - 0xD800) < 0x800)
        {
            return AtSurrogate(text[at..], out length);
        }

        return (_pages[unit >> 8] ?? Page(unit >> 8))[unit & 0xFF];
    }

    private int AtSurrogate(ReadOnlySpan<char> text, out int length)
    {
        // Half of a character decodes as U+FFFD.
        Rune.DecodeFromUtf16(text, out Rune rune, out length);
        return (_pages[rune.Value >> 8] ?? Page(rune.Value >> 8))[rune.Value & 0xFF];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[] Page(int number)
    {
        // Where no range begins or ends in the page, the category says it all.
        bool hasBorder = Array.Exists(_borders, border => border >> 8 == number);
        int[] byCategory = new int[(int)UnicodeCategory.OtherNotAssigned + 1];
        byte[] page = new byte[256];
        for (int i = 0; i < page.Length; i++)
        {
            int code = (number << 8) | i;
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(code);
            ref int known = ref byCategory[(int)category];
            if (known == 0 || hasBorder)
            {
                known = _classes[Signature(code, category)] + 1;
            }

            page[i] = (byte)(known - 1);
        }

        // Two threads may do this at once; they make the same page.
        _pages[number] = page;
        return page;
    }

    private ulong Signature(int code, UnicodeCategory category)
    {
        ulong signature = 0;
        for (int i = 0; i < _sets.Length; i++)
        {
            signature |= _sets[i].Contains(code, category) ? 1UL << i : 0;
        }

        return signature;
    }
}
