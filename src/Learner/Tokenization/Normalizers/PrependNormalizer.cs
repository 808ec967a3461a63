namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Puts a text in front of every piece that is not empty.</summary>
internal sealed class PrependNormalizer(string prefix) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text) => text.Length == 0 ? text : prefix + text;
}
