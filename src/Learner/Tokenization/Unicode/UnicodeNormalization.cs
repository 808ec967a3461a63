using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Unicode;

/// <summary>
/// One of the normalization forms of Unicode Standard Annex 15. Texts are mostly normalized already: a quick check finds the places that
/// may change, and only those are worked on, from one character that stays as it is to the next.
/// </summary>
internal sealed class UnicodeNormalization
{
    private static readonly Lazy<UnicodeNormalization>[] Forms =
        [.. Enumerable.Range(0, 4).Select(form => new Lazy<UnicodeNormalization>(() => new UnicodeNormalization((NormalizationForms)form)))];

    private readonly StabilityTable _stability;
    private readonly NormalizedSegment _segments;
    private readonly char _limit;

    private UnicodeNormalization(NormalizationForms form)
    {
        _stability = StabilityTable.Of(form);
        _segments = new NormalizedSegment(form);
        _limit = (char)_stability.First;
    }

    /// <summary>The normalization to a form. Its data is read at first use.</summary>
    public static UnicodeNormalization Of(NormalizationForms form) => Forms[(int)form].Value;

    /// <summary>Normalizes a text.</summary>
    /// <param name="text">The text; lone surrogates become U+FFFD.</param>
    /// <param name="edits">Receives what was changed, in order; null where nobody asks.</param>
    /// <returns>The same object where nothing was changed.</returns>
    public string Normalize(string text, List<SourceText.Edit>? edits = null)
    {
        int at = FindChange(text, 0);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        int copied = 0;
        for (; at >= 0; at = FindChange(text, copied))
        {
            int start = BoundaryBefore(text, at, copied);
            int end = BoundaryBehind(text, at);
            result.Append(text, copied, start - copied);
            int before = result.Length;
            _segments.Append(text.AsSpan(start, end - start), result);
            edits?.Add(new SourceText.Edit(start, end - start, result.Length - before));
            copied = end;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    // The first character that may change, or -1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindChange(string text, int from)
    {
        int lastClass = 0;
        for (int i = from; i < text.Length; i++)
        {
            int code = text[i];
            if (code < _limit)
            {
                lastClass = 0;
                int skipped = text.AsSpan(i + 1).IndexOfAnyInRange(_limit, char.MaxValue);
                if (skipped < 0)
                {
                    return -1;
                }

                i += skipped;
                continue;
            }

            int length = 1;
            if (char.IsSurrogate((char)code))
            {
                if (Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out length) != System.Buffers.OperationStatus.Done)
                {
                    return i;
                }

                code = rune.Value;
            }

            int what = _stability[code];
            if (what >= StabilityTable.Unstable || (what != 0 && what < lastClass))
            {
                return i;
            }

            lastClass = what;
            i += length - 1;
        }

        return -1;
    }

    private int BoundaryBefore(string text, int at, int lowest)
    {
        while (at > lowest)
        {
            Rune.DecodeLastFromUtf16(text.AsSpan(lowest, at - lowest), out Rune rune, out int length);
            at -= length;
            if (_stability[rune.Value] == 0)
            {
                break;
            }
        }

        return at;
    }

    private int BoundaryBehind(string text, int at)
    {
        Rune.DecodeFromUtf16(text.AsSpan(at), out _, out int length);
        at += length;
        while (at < text.Length)
        {
            var status = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out length);
            if (status == System.Buffers.OperationStatus.Done && _stability[rune.Value] == 0)
            {
                break;
            }

            at += length;
        }

        return at;
    }
}
