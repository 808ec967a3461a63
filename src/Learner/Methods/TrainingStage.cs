namespace MlopsCl.Learner.Methods;

/// <summary>A part of a task's training: what is trained, by which loss, how long.</summary>
public sealed record TrainingStage
{
    /// <summary>The usual one: everything trainable learns the answers for all epochs.</summary>
    public static TrainingStage Answers { get; } = new() { Name = "answers" };

    /// <summary>The stage's name, for progress.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Whether the answers' cross-entropy is in the loss; otherwise the decoder does not run and <see cref="ContinualMethod.Penalty"/> is
    /// the whole loss.
    /// </summary>
    public bool LearnsAnswers { get; init; } = true;

    /// <summary>Which trainable tensors are trained in this stage, by name; null for all.</summary>
    public Func<string, bool>? Trains { get; init; }

    /// <summary>Epochs of this stage; null for <see cref="TrainingOptions.Epochs"/>.</summary>
    public int? Epochs { get; init; }

    /// <summary>Peak learning rate of this stage; null for <see cref="TrainingOptions.LearningRate"/>.</summary>
    public double? LearningRate { get; init; }
}
