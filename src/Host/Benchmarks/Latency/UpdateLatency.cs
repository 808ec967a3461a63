using System.Diagnostics;
using System.Globalization;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>How long a worker takes to see a message, and what an update costs beside learning and answering.</summary>
internal sealed class UpdateLatency(TinySite site)
{
    private const double ClaimLimit = 1, OverheadLimit = 2;
    private const double GoldenRatio = 0.6180339887;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    public async Task<(IReadOnlyList<LatencyFigure> Figures, IReadOnlyList<TaskTime> Tasks)> MeasureAsync(
        int tasks, int messages, CancellationToken cancellation)
    {
        using var worker = new TinyWorker(site);
        // Not counted: when this one is claimed, the worker has started.
        await ClaimAsync(worker, 0, cancellation);
        var times = new List<TaskTime>();
        for (var i = 0; i < tasks; i++)
            times.Add(await LearnAsync(worker, $"task-{i + 1}", i % 2 == 0 ? TinyTask.Warmth : TinyTask.Light, cancellation));
        var claims = new List<double>();
        for (var i = 1; i <= messages; i++)
            claims.Add(await ClaimAsync(worker, i, cancellation));
        return
        (
            [
                LatencyFigure.Of("claim", "from submission to claim, idle worker", claims, ClaimLimit),
                LatencyFigure.Of("overhead", "from submission to release, without learning and answering", [.. times.Select(t => t.Overhead)], OverheadLimit),
            ],
            times
        );
    }

    private async Task<TaskTime> LearnAsync(TinyWorker worker, string name, TinyTask task, CancellationToken cancellation)
    {
        var dataset = site.Dataset(task);
        var digest = await DatasetDigest.ComputeAsync(dataset, cancellation);
        var start = Stopwatch.GetTimestamp();
        var key = await worker.SubmitAsync(name, dataset, digest, cancellation);
        var run = await worker.UntilAsync(key, r => r.State == RunState.Promoted, cancellation);
        var total = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await worker.IdleAsync(cancellation);
        return TaskTime.Of(name, total, run.Seconds);
    }

    // There is no such dataset: it is quarantined at once, and the worker is idle again for the next message.
    private async Task<double> ClaimAsync(TinyWorker worker, int number, CancellationToken cancellation)
    {
        await worker.IdleAsync(cancellation);
        // Spread evenly, so that messages come at any moment between two looks of the worker.
        await Task.Delay(Longest * (number * GoldenRatio % 1), cancellation);
        var start = Stopwatch.GetTimestamp();
        var key = await worker.SubmitAsync($"message-{number}", site["absent"], number.ToString("x64", CultureInfo.InvariantCulture), cancellation);
        await worker.UntilAsync(key, run => run.Epoch > 0, cancellation);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
