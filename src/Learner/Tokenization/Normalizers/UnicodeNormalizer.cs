using MlopsCl.Learner.Tokenization.Unicode;

namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Brings a text into one of Unicode's four normalization forms.</summary>
internal sealed class UnicodeNormalizer(NormalizationForms form) : Normalizer
{
    private readonly UnicodeNormalization _normalization = UnicodeNormalization.Of(form);

    /// <inheritdoc/>
    protected override string Rewrite(string text, List<SourceText.Edit>? edits) => _normalization.Normalize(text, edits);
}
