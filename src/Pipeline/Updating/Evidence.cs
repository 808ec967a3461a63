using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Updating;

/// <summary>What the gate looks at.</summary>
/// <param name="Tasks">Every task so far, the new one last.</param>
/// <param name="Candidate">The candidate's scorecard.</param>
/// <param name="Reference">Production's scorecard on the same items, or the base model's on the new task.</param>
/// <param name="Best">Per task, the scores of the release that was best at it.</param>
internal sealed record Evidence(IReadOnlyList<LearnedTask> Tasks, Scorecard Candidate, Scorecard Reference, Scorecard Best)
{
    /// <summary>Every task with the new one last; a task that comes again with another dataset takes its former place's stead.</summary>
    public static IReadOnlyList<LearnedTask> TasksOf(Run run, Release? parent) =>
        [.. (parent?.Tasks ?? []).Where(t => t.Task != run.Task), new LearnedTask(run.Task, run.DatasetSha256, run.TestSetSha256!)];

    /// <summary>The evidence of a run that has been examined, as the store holds it; null before.</summary>
    /// <exception cref="InvalidDataException">A document in the store is damaged.</exception>
    public static async Task<Evidence?> ReadAsync(StreamLog log, Run run, CancellationToken cancellation)
    {
        if (run is not { ScorecardSha256: { } candidate, ReferenceSha256: { } reference, BestSha256: { } best })
            return null;
        var parent = run.Parent is { } number ? await log.ReleaseAsync(run.Stream, number, cancellation) : null;
        return new Evidence(
            TasksOf(run, parent),
            await log.DocumentAsync<Scorecard>(candidate, cancellation),
            await log.DocumentAsync<Scorecard>(reference, cancellation),
            await log.DocumentAsync<Scorecard>(best, cancellation));
    }

    /// <summary>As the gate takes it.</summary>
    public GateInput ToInput(Run run)
    {
        var production = run.Parent is null ? null : Reference;
        var untrained = run.Parent is null ? Reference : null;
        return new GateInput(Candidate, run.Task, production, Best, untrained) { EarlierTasks = [.. Tasks.SkipLast(1).Select(t => t.Task)] };
    }
}
