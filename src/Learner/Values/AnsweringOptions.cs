namespace MlopsCl.Learner;

/// <summary>How questions are answered (greedy decoding).</summary>
public sealed record AnsweringOptions
{
    /// <summary>Questions that run through the model together, at least 1.</summary>
    /// <value>The default is 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Tokens generated at most per answer, at least 1.</summary>
    /// <value>The default is 16.</value>
    public int MaxNewTokens { get; init; } = 16;
}
