namespace MlopsCl.Learner.Answering;

/// <summary>The tokens that were chosen for one question, the end token included if it came.</summary>
internal sealed class Generated
{
    /// <summary>Token ids.</summary>
    public List<int> Tokens { get; } = [];

    /// <summary>The natural logarithm of each chosen token's probability.</summary>
    public List<float> LogProbabilities { get; } = [];
}
