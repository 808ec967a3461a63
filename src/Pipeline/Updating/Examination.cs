using MlopsCl.Learner;
using MlopsCl.Pipeline.Evaluation;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Samples;

namespace MlopsCl.Pipeline.Updating;

/// <summary>The third step: the candidate is examined on every task so far, and what it is compared with on the new one.</summary>
internal sealed class Examination(RunContext context)
{
    private readonly Evaluator _evaluator = new(context.Device);

    public async Task<Evidence> RunAsync(Candidate candidate, CancellationToken cancellation)
    {
        if (context.Run.State == RunState.Trained)
        {
            await context.PhaseAsync(RunPhase.Evaluate, async () =>
            {
                var parent = await context.ParentAsync(cancellation);
                var tasks = Evidence.TasksOf(context.Run, parent);
                var sets = await OpenAsync(tasks, cancellation);
                var scorecard = await ExamineAsync(context.Run.Key, await context.BundleAsync(candidate, cancellation), sets, cancellation);
                var reference = await ReferenceAsync(parent, candidate, sets[^1], cancellation);
                var digest = await context.StoreAsync(scorecard, cancellation);
                var referenceDigest = await context.StoreAsync(reference, cancellation);
                var best = await context.StoreAsync(await BestAsync(tasks, cancellation), cancellation);
                return run => run with { State = RunState.Scored, ScorecardSha256 = digest, ReferenceSha256 = referenceDigest, BestSha256 = best };
            }, cancellation);
        }
        return await Evidence.ReadAsync(context.Log, context.Run, cancellation)
            ?? throw new InvalidDataException($"Run '{context.Run.Key}' is {context.Run.State} and names no scorecards; its document was tampered with.");
    }

    private async Task<IReadOnlyList<HeldOutSet>> OpenAsync(IReadOnlyList<LearnedTask> tasks, CancellationToken cancellation)
    {
        var sets = new List<HeldOutSet>(tasks.Count);
        foreach (var task in tasks)
        {
            var stored = await context.Log.DocumentAsync<TestSet>(task.TestSetSha256, cancellation);
            var samples = await context.Archive.OpenAsync(stored.Items, stored.Pack is null ? [] : [stored.Pack], cancellation);
            var items = stored.Items.Zip(samples, (s, sample) => new HeldOutItem(sample, s.Digest, s.Pictures.Count > 0 ? s.Pictures[0] : null));
            sets.Add(new HeldOutSet(stored.Task, stored.DatasetSha256, stored.Scoring, [.. items]));
        }
        return sets;
    }

    /// <summary>Production's scorecard with the new task added, or the base model's on the new task while there is no production.</summary>
    private async Task<Scorecard> ReferenceAsync(Release? parent, Candidate candidate, HeldOutSet newTask, CancellationToken cancellation)
    {
        if (parent is null)
        {
            var bare = new Bundle((await context.BundleAsync(candidate, cancellation)).BaseModelFolder) { Precision = context.Recipe.Training.Precision };
            return await ExamineAsync("base", bare, [newTask], cancellation);
        }
        var known = await context.Log.ScorecardAsync(parent, cancellation);
        var subject = $"release-{parent.Number}";
        var fresh = await ExamineAsync(subject, await context.BundleAsync(parent.Candidate, cancellation), [newTask], cancellation);
        return new Scorecard(context.Run.Stream, subject, [.. known.Tasks.Where(t => t.Task != newTask.Task), .. fresh.Tasks]);
    }

    private async Task<Scorecard> ExamineAsync(string subject, Bundle bundle, IReadOnlyList<HeldOutSet> sets, CancellationToken cancellation)
    {
        var tasks = string.Join(", ", sets.Select(s => $"{s.Task} ({s.Items.Count})"));
        context.Tell(RunPhase.Evaluate, $"examining {(subject == context.Run.Key ? "the candidate" : subject)} on {tasks}");
        return await ComputeThread.RunAsync(() => _evaluator.Examine(context.Run.Stream, subject, bundle, sets, context.Recipe.Answering, cancellation));
    }

    /// <summary>For each earlier task, the scores of the release that was best at it.</summary>
    private async Task<Scorecard> BestAsync(IReadOnlyList<LearnedTask> tasks, CancellationToken cancellation)
    {
        var state = await context.Log.StateAsync(context.Run.Stream, cancellation);
        var scores = new List<TaskScore>();
        foreach (var task in tasks)
        {
            if (state.FindBest(task.Task, task.DatasetSha256) is not { } best)
                continue;
            var release = await context.Log.ReleaseAsync(context.Run.Stream, best.Release, cancellation);
            var scorecard = await context.Log.ScorecardAsync(release, cancellation);
            if (scorecard.Find(task.Task) is { } score)
                scores.Add(score);
        }
        return new Scorecard(context.Run.Stream, "best", scores);
    }
}
