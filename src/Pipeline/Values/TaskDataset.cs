using MlopsCl.Learner;

namespace MlopsCl.Pipeline;

/// <summary>A verified task dataset: what to learn and what to be examined on. The two share no sample.</summary>
/// <param name="Task">The task.</param>
/// <param name="Sha256">The verified digest.</param>
/// <param name="Train">The samples to learn from; not empty.</param>
/// <param name="Test">The held-out samples; not empty. The last turn is the gold answer.</param>
/// <param name="Scoring">The name of the scoring rule.</param>
public sealed record TaskDataset(TaskId Task, string Sha256, IReadOnlyList<Sample> Train, IReadOnlyList<Sample> Test, string Scoring);
