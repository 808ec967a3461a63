using System.Diagnostics;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>The main job, three times over: a dataset is imported, a message says so, the worker does the rest.</summary>
internal sealed class Demo(Workplace place, ArrivalSender sender, UpdateIntake intake, WorkerState worker, DemoHistory history, DemoScreen screen)
{
    /// <summary>The stream that the demonstration teaches.</summary>
    public const string Stream = "quickstart";

    private string? _trouble;

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidDataException">A dataset was quarantined.</exception>
    /// <exception cref="InvalidOperationException">A run failed.</exception>
    public async Task<DemoReport> RunAsync(Recipe recipe, string datasetFolder, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var importing = TimeSpan.Zero;
        var ends = new List<DemoEnd>();
        foreach (var task in recipe.Tasks)
        {
            var begin = Stopwatch.GetTimestamp();
            var archive = await ImportAsync(task, datasetFolder, cancellation);
            var digest = await DatasetDigest.ComputeAsync(archive, cancellation);
            importing += Stopwatch.GetElapsedTime(begin);
            var message = new TaskDatasetArrived(Stream, task.Name, archive, digest);
            var key = RunKey.Of(Arrival.ToRequest(message), recipe.Digest);
            await RetryAsync(task, key, archive, cancellation);
            await sender.SendAsync(message, cancellation);
            screen.Sent(task, digest);
            // The journal tells how the run ended, as it tells any other program.
            var run = await RunEnd.OfAsync(place.Log, Stream, key, _ => Look(task), cancellation);
            ends.Add(await EndAsync(task, run, cancellation));
            screen.Ended(ends[^1]);
        }
        var answer = await new DemoQuestion(place, Stream).AskAsync(ends, cancellation);
        return DemoSummary.Of(Stream, ends, importing, answer, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>What an earlier demonstration left as failed or quarantined is tried once more: its message alone would only be known already.</summary>
    private async Task RetryAsync(RecipeTask task, string key, string archive, CancellationToken cancellation)
    {
        if (await place.Log.RunAsync(Stream, key, cancellation) is not { State: RunState.Failed or RunState.Quarantined } earlier)
            return;
        screen.Again(task, earlier);
        await intake.RetryAsync(Stream, key, archive, cancellation);
    }

    // The worker waits for troubles such as a full disk to pass; whoever watches is told why nothing happens.
    private Task Look(RecipeTask task)
    {
        var trouble = worker.Trouble ?? worker.Warning;
        if (trouble is not null && trouble != _trouble)
            screen.Waits(task, trouble);
        _trouble = trouble;
        return Task.CompletedTask;
    }

    private async Task<string> ImportAsync(RecipeTask task, string folder, CancellationToken cancellation)
    {
        screen.Importing(task);
        return await DemoDatasets.EnsureAsync(task, folder, cancellation);
    }

    private async Task<DemoEnd> EndAsync(RecipeTask task, Run run, CancellationToken cancellation)
    {
        if (run.State == RunState.Quarantined)
            throw new InvalidDataException($"The dataset of task '{task.Name}' was quarantined: {run.Reason}");
        if (run.State == RunState.Failed)
            throw new InvalidOperationException($"The run of task '{task.Name}' failed: {run.Reason}");
        var release = run.Release is { } number ? await place.Log.ReleaseAsync(Stream, number, cancellation) : null;
        return new DemoEnd(
            task, run, history.SecondsSince(run), await place.Log.VerdictAsync(run, cancellation), await place.Log.ScorecardAsync(run, cancellation),
            release?.Candidate.AdapterSha256);
    }
}
