using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Brings a text into one of Unicode's four normalization forms.</summary>
/// <param name="Compose">True for the composed forms, NFC and NFKC.</param>
/// <param name="Compatibility">True for the compatibility forms, NFKC and NFKD.</param>
internal sealed class UnicodeNormalizer(bool Compose, bool Compatibility) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text) => UnicodeNormalization.Normalize(text, Compose, Compatibility);
}
