using MlopsCl.Learner.Models;

namespace MlopsCl.Learner;

/// <summary>What is to be timed: a model of an architecture with random weights, LoRA steps on it, and answers.</summary>
public sealed record SpeedRequest
{
    /// <summary>The folder of a <c>config.json</c>; no weights are read.</summary>
    public required string ConfigFolder { get; init; }

    /// <summary>Where it runs.</summary>
    public required string Device { get; init; }

    /// <summary>The element type of the frozen weights; adapters are Float32.</summary>
    /// <value>The default is BFloat16.</value>
    public WeightPrecision Precision { get; init; } = WeightPrecision.BFloat16;

    /// <summary>Samples per step, each with one picture, at least 1.</summary>
    /// <value>The default is 4.</value>
    public int BatchSize { get; init; } = 4;

    /// <summary>Tokens of a question besides the picture, at least 1.</summary>
    /// <value>The default is 64.</value>
    public int QuestionTokens { get; init; } = 64;

    /// <summary>Tokens of an answer, at least 2.</summary>
    /// <value>The default is 64.</value>
    public int AnswerTokens { get; init; } = 64;

    /// <summary>Steps that are timed, at least 1.</summary>
    /// <value>The default is 200.</value>
    public int Steps { get; init; } = 200;

    /// <summary>Steps before them.</summary>
    /// <value>The default is 3.</value>
    public int WarmupSteps { get; init; } = 3;

    /// <summary>Rank of the LoRA on all seven matrices of a decoder layer.</summary>
    /// <value>The default is 16.</value>
    public int LoraRank { get; init; } = 16;
}
