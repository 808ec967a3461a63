using MlopsCl.Learner.Models;

namespace MlopsCl.Learner;

/// <summary>A model to be written as one checkpoint.</summary>
public sealed record ExportRequest
{
    /// <summary>Base model and adapter.</summary>
    public required Bundle Bundle { get; init; }

    /// <summary>Where the checkpoint is written; created, must be empty or absent.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Bytes of weights in one file at most, at least 1; a single weight may be larger.</summary>
    /// <value>The default is 5,000,000,000.</value>
    public long ShardBytes { get; init; } = 5_000_000_000;

    /// <summary>The element type of the weights written; null keeps that of each weight of the base model.</summary>
    public WeightPrecision? Precision { get; init; }
}
