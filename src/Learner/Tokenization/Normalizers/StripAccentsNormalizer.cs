using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Removes marks, such as accents and dependent vowel signs; letters must be decomposed before.</summary>
internal sealed class StripAccentsNormalizer : Normalizer
{
    /// <inheritdoc/>
    protected override string Rewrite(string text, List<SourceText.Edit>? edits)
    {
        var kept = new StringBuilder(text.Length);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            {
                edits?.Add(new SourceText.Edit(at, rune.Utf16SequenceLength, 0));
            }
            else
            {
                kept.Append(text, at, rune.Utf16SequenceLength);
            }

            at += rune.Utf16SequenceLength;
        }

        return kept.Length == text.Length ? text : kept.ToString();
    }
}
