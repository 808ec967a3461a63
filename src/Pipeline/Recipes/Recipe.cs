using MlopsCl.Learner;
using MlopsCl.Pipeline.Gating;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>A model line: what is taught how, what it remembers, and what it must show before it is promoted.</summary>
public sealed record Recipe
{
    /// <summary>The stream's name.</summary>
    public required string Stream { get; init; }

    /// <summary>A sentence for readers.</summary>
    public string Description { get; init; } = "";

    /// <summary>The base model's folder as the recipe's file writes it, relative to that file.</summary>
    public required string Base { get; init; }

    /// <summary>The base model's folder, absolute.</summary>
    public required string BaseModel { get; init; }

    /// <summary>The continual-learning method with its options.</summary>
    public required MethodChoice Method { get; init; }

    /// <summary>What the memory bank keeps.</summary>
    public MemoryChoice Memory { get; init; } = new();

    /// <summary>How a task is learned.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>How held-out questions are answered.</summary>
    public AnsweringOptions Answering { get; init; } = new();

    /// <summary>The limits of the gate.</summary>
    public GatePolicy Gate { get; init; } = new();

    /// <summary>The seed of the training.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }

    /// <summary>The tasks of the stream's demonstration or benchmark, in order; empty for a stream that only takes submissions.</summary>
    public IReadOnlyList<RecipeTask> Tasks { get; init; } = [];

    /// <summary>Epochs of the quick variant, at least 1; null takes those of <see cref="Training"/>.</summary>
    public int? QuickEpochs { get; init; }

    /// <summary>The share of each task that the memory bank keeps.</summary>
    public double MemoryShare => Memory.Share;

    /// <summary>
    /// SHA-256 of everything that changes a result and is not as usual: base, method, memory, training, answering, seed and gate. Whether a default is
    /// written or left out makes no difference, nor do the name, the description, the tasks, how often checkpoints are written, the order and the
    /// layout of the file; and a newer program with more settings gives the same.
    /// </summary>
    public string Digest => RecipeDigest.Of(this);

    /// <summary>The quick variant: the same path with fewer samples and epochs.</summary>
    public Recipe Quick() => this with
    {
        Training = Training with { Epochs = QuickEpochs ?? Training.Epochs },
        Tasks = [.. Tasks.Select(t => t with { Train = t.QuickTrain ?? t.Train, Test = t.QuickTest ?? t.Test })],
    };
}
