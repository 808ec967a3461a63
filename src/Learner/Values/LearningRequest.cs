namespace MlopsCl.Learner;

/// <summary>One task to learn: the whole input of a training.</summary>
public sealed record LearningRequest
{
    /// <summary>The frozen base model: a checkpoint folder in Hugging Face layout.</summary>
    public required string BaseModelFolder { get; init; }

    /// <summary>The output folder of the training before; null for the first task.</summary>
    public string? ParentFolder { get; init; }

    /// <summary>Where the adapter and the method's state are written; created, must be empty or absent.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Where checkpoints are kept, and looked for; null keeps none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>What is to be learned.</summary>
    public required IReadOnlyList<Sample> Samples { get; init; }

    /// <summary>The memory bank's samples of earlier tasks; empty for methods without rehearsal.</summary>
    public IReadOnlyList<Sample> Memory { get; init; } = [];

    /// <summary>The continual-learning method.</summary>
    public required MethodChoice Method { get; init; }

    /// <summary>How the task is learned.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The seed that the order of samples, initial weights and dropout derive from.</summary>
    public long Seed { get; init; }

    /// <summary>The device, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>A folder for cached vision features, shared between trainings; null caches in memory only.</summary>
    public string? FeatureCacheFolder { get; init; }
}
