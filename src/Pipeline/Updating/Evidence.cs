namespace MlopsCl.Pipeline.Updating;

/// <summary>What the gate looks at.</summary>
/// <param name="Tasks">Every task so far, the new one last.</param>
/// <param name="Candidate">The candidate's scorecard.</param>
/// <param name="Reference">Production's scorecard on the same items, or the base model's on the new task.</param>
/// <param name="Best">Per task, the scores of the release that was best at it.</param>
internal sealed record Evidence(IReadOnlyList<LearnedTask> Tasks, Scorecard Candidate, Scorecard Reference, Scorecard Best);
