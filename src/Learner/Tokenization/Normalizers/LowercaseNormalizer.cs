namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Makes every letter lower-case, whatever the language.</summary>
internal sealed class LowercaseNormalizer : Normalizer
{
    // The only letter whose lower case is two characters.
    private const char DottedCapital = '\u0130';
    private const string DottedSmall = "i\u0307";

    /// <inheritdoc/>
    protected override string Rewrite(string text, List<SourceText.Edit>? edits)
    {
        for (int at = text.IndexOf(DottedCapital); at >= 0 && edits is not null; at = text.IndexOf(DottedCapital, at + 1))
        {
            edits.Add(new SourceText.Edit(at, 1, DottedSmall.Length));
        }

        return text.Replace(DottedCapital.ToString(), DottedSmall, StringComparison.Ordinal).ToLowerInvariant();
    }
}
