using System.Text;

namespace MlopsCl.Learner.Tokenization.Unicode;

/// <summary>Brings a few characters into a normalization form: takes them apart, puts marks in order and composes again.</summary>
internal sealed class NormalizedSegment(NormalizationForms form)
{
    private const int HangulSyllables = 0xAC00;
    private const int HangulLeads = 0x1100;
    private const int HangulVowels = 0x1161;
    private const int HangulTails = 0x11A7;
    private const int HangulSyllableCount = 11172;
    private const int HangulLeadCount = 19;
    private const int HangulVowelCount = 21;
    private const int HangulTailCount = 28;

    /// <summary>Appends the characters in the form; lone surrogates become U+FFFD.</summary>
    public void Append(ReadOnlySpan<char> text, StringBuilder result)
    {
        var codes = new List<int>(text.Length + 8);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, codes);
        }

        Reorder(codes);
        int count = form.HasFlag(NormalizationForms.Composed) ? Compose(codes) : codes.Count;
        Span<char> utf16 = stackalloc char[2];
        for (int i = 0; i < count; i++)
        {
            result.Append(utf16[..new Rune(codes[i]).EncodeToUtf16(utf16)]);
        }
    }

    private void Decompose(int code, List<int> output)
    {
        int syllable = code - HangulSyllables;
        if (syllable is >= 0 and < HangulSyllableCount)
        {
            output.Add(HangulLeads + (syllable / (HangulVowelCount * HangulTailCount)));
            output.Add(HangulVowels + (syllable % (HangulVowelCount * HangulTailCount) / HangulTailCount));
            if (syllable % HangulTailCount != 0)
            {
                output.Add(HangulTails + (syllable % HangulTailCount));
            }
        }
        else if (code >= 0x80 && NormalizationData.Instance.Decomposition(code, form.HasFlag(NormalizationForms.Compatible)) is { } parts)
        {
            foreach (int part in parts)
            {
                Decompose(part, output);
            }
        }
        else
        {
            output.Add(code);
        }
    }

    // Sorts each run of combining marks by class, keeping the order of equals.
    private static void Reorder(List<int> codes)
    {
        NormalizationData data = NormalizationData.Instance;
        int start = 0;
        while (start < codes.Count)
        {
            int end = start;
            while (end < codes.Count && data.CombiningClass(codes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] sorted = [.. codes.GetRange(start, end - start).OrderBy(code => data.CombiningClass(code))];
                for (int i = 0; i < sorted.Length; i++)
                {
                    codes[start + i] = sorted[i];
                }
            }

            start = Math.Max(end, start + 1);
        }
    }

    // Joins characters in place; returns how many are left.
    private static int Compose(List<int> codes)
    {
        NormalizationData data = NormalizationData.Instance;
        int starter = -1;
        int written = 0;
        int lastClass = -1;
        for (int i = 0; i < codes.Count; i++)
        {
            int code = codes[i];
            int combiningClass = data.CombiningClass(code);
            bool blocked = starter < 0 || (lastClass >= combiningClass && lastClass != -1);
            int composed = blocked ? -1 : Pair(data, codes[starter], code);
            if (composed >= 0)
            {
                codes[starter] = composed;
                continue;
            }

            if (combiningClass == 0)
            {
                starter = written;
                lastClass = -1;
            }
            else
            {
                lastClass = combiningClass;
            }

            codes[written++] = code;
        }

        return written;
    }

    private static int Pair(NormalizationData data, int first, int second)
    {
        int lead = first - HangulLeads;
        int vowel = second - HangulVowels;
        if (lead is >= 0 and < HangulLeadCount && vowel is >= 0 and < HangulVowelCount)
        {
            return HangulSyllables + (((lead * HangulVowelCount) + vowel) * HangulTailCount);
        }

        int syllable = first - HangulSyllables;
        int tail = second - HangulTails;
        return syllable is >= 0 and < HangulSyllableCount && syllable % HangulTailCount == 0 && tail is > 0 and < HangulTailCount
            ? first + tail
            : data.Composition(first, second);
    }
}
