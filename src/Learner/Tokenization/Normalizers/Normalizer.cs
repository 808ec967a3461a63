namespace MlopsCl.Learner.Tokenization.Normalizers;

/// <summary>Rewrites a text before it is split: the first step of encoding.</summary>
internal abstract class Normalizer
{
    /// <summary>Rewrites one piece between added tokens.</summary>
    public abstract string Normalize(string text);
}
