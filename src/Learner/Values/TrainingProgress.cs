namespace MlopsCl.Learner;

/// <summary>Where a training stands.</summary>
/// <param name="Stage">The stage's name, such as <c>answers</c>.</param>
/// <param name="Step">Optimizer steps done, over all stages.</param>
/// <param name="Steps">Optimizer steps in all.</param>
/// <param name="Loss">The mean loss per learned token of the last step.</param>
/// <param name="ItemsPerSecond">Samples per second since the start or the resume.</param>
/// <param name="Remaining">Estimated time to the end.</param>
public sealed record TrainingProgress(string Stage, int Step, int Steps, double Loss, double ItemsPerSecond, TimeSpan Remaining);
