namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Makes every letter lower-case, whatever the language.</summary>
internal sealed class LowercaseNormalizer : Normalizer
{
    // The only letter whose lower case is two characters.
    private const string DottedCapital = "\u0130";
    private const string DottedSmall = "i\u0307";

    /// <inheritdoc/>
    public override string Normalize(string text) => text.Replace(DottedCapital, DottedSmall, StringComparison.Ordinal).ToLowerInvariant();
}
