namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Applies normalizers one after another.</summary>
internal sealed class SequenceNormalizer(IReadOnlyList<Normalizer> steps) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string text) => steps.Aggregate(text, (current, step) => step.Normalize(current));
}
