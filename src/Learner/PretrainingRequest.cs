using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner;

/// <summary>A pre-training: all weights of a model learn from samples.</summary>
public sealed record PretrainingRequest
{
    /// <summary>Where it starts: configuration, tokenizer, preprocessing and weights in Hugging Face layout.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>Where the trained model is written, in the same layout; made if it is absent.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Where checkpoints are kept, and looked for; null keeps none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>What is learned.</summary>
    public required IReadOnlyList<Sample> Samples { get; init; }

    /// <summary>How it is learned; options of adapters have no effect.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>How pictures are changed at random; null for not at all.</summary>
    public PictureAugmentation? Augmentation { get; init; }

    /// <summary>The seed that order and changes derive from.</summary>
    public long Seed { get; init; }

    /// <summary>How the trained weights are stored.</summary>
    public WeightPrecision Precision { get; init; }

    /// <summary>The device, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "cpu";
}
