using MlopsCl.Learner;

namespace MlopsCl.Pipeline;

/// <summary>Where a run stands.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task's name.</param>
/// <param name="RunKey">The run.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Message">One line for a person; null when <paramref name="Training"/> says it.</param>
/// <param name="Training">Where the training stands; null in other phases.</param>
public sealed record RunProgress(string Stream, string Task, string RunKey, RunPhase Phase, string? Message, TrainingProgress? Training = null);
