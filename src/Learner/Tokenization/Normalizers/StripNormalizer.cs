namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Removes white space at the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text)
    {
        string trimmed = left ? text.TrimStart() : text;
        return right ? trimmed.TrimEnd() : trimmed;
    }
}
