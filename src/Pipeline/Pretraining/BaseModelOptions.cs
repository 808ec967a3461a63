using MlopsCl.Learner;
using MlopsCl.Learner.Batches;

namespace MlopsCl.Pipeline.Pretraining;

/// <summary>How the tiny base model is made.</summary>
public sealed record BaseModelOptions
{
    /// <summary>Where the corpus, the start weights and checkpoints are kept; a run that was interrupted goes on from there.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Where the model is written, in Hugging Face layout.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>A model to go on from, in Hugging Face layout, with its tokenizer; null starts with random weights.</summary>
    public string? StartFolder { get; init; }

    /// <summary>Where npm packages are kept; null takes the importers' place.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The seed of corpus, weights, order and changes of pictures.</summary>
    public long Seed { get; init; }

    /// <summary>How it is trained.</summary>
    /// <value>The default is 7 epochs of batches of 64 at a peak rate of 1e-3 with decay 0.02.</value>
    public TrainingOptions Training { get; init; } = new()
    {
        Epochs = 7, BatchSize = 64, LearningRate = 1e-3, WarmupRatio = 0.05, WeightDecay = 0.02, CheckpointEverySteps = 500,
    };

    /// <summary>How pictures are changed at random.</summary>
    /// <value>The default shifts by up to 8 % and keeps at least 85 % of each side.</value>
    public PictureAugmentation Augmentation { get; init; } = new() { Shift = 0.08, SmallestCrop = 0.85 };

    /// <summary>Held-out questions that are asked afterwards, at most.</summary>
    /// <value>The default is 3000.</value>
    public int Questions { get; init; } = 3000;
}
