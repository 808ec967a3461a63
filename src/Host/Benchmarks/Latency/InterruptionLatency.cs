using System.Diagnostics;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host;

/// <summary>How long a worker takes to end when it is interrupted in training, and what the training that goes on makes.</summary>
internal sealed class InterruptionLatency(string folder)
{
    private const double ExitLimit = 2;
    private const int Epochs = 200;

    public async Task<(LatencyFigure Figure, string Undisturbed, IReadOnlyList<string> Resumed)> MeasureAsync(int count, CancellationToken cancellation)
    {
        var (_, undisturbed) = await LearnAsync("undisturbed", interrupt: false, cancellation);
        var (exits, adapters) = (new List<double>(), new List<string>());
        for (var i = 0; i < count; i++)
        {
            var (exit, adapter) = await LearnAsync($"interrupted-{i + 1}", interrupt: true, cancellation);
            exits.Add(exit);
            adapters.Add(adapter);
        }
        return (LatencyFigure.Of("interrupt", "from Ctrl-C in training to the worker's end", exits, ExitLimit), undisturbed, adapters);
    }

    private async Task<(double Exit, string Adapter)> LearnAsync(string name, bool interrupt, CancellationToken cancellation)
    {
        var site = new TinySite(Path.Combine(folder, name), Epochs);
        var dataset = site.Dataset(TinyTask.Warmth);
        var exit = 0.0;
        string key;
        using (var worker = new TinyWorker(site))
        {
            key = await worker.SubmitAsync(TinyTask.Warmth.Name, dataset, await DatasetDigest.ComputeAsync(dataset, cancellation), cancellation);
            if (interrupt)
                exit = await InterruptAsync(worker, key, cancellation);
            else
                return (exit, await AdapterAsync(worker, key, cancellation));
        }
        using var next = new TinyWorker(site);
        return (exit, await AdapterAsync(next, key, cancellation));
    }

    private static async Task<double> InterruptAsync(TinyWorker worker, string key, CancellationToken cancellation)
    {
        await worker.UntilAsync(key, run => run is { State: RunState.Prepared, CheckpointSha256: not null }, cancellation);
        var start = Stopwatch.GetTimestamp();
        await worker.Process.InterruptAsync(cancellation);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var left = await worker.Log.RunAsync(TinySite.Stream, key, cancellation);
        return left?.State == RunState.Prepared
            ? seconds
            : throw new InvalidOperationException(
                $"The training was over when the worker ended (the run is {left?.State.ToString().ToLowerInvariant()}); measure again.");
    }

    private static async Task<string> AdapterAsync(TinyWorker worker, string key, CancellationToken cancellation)
    {
        var run = await worker.UntilAsync(key, r => r.State == RunState.Promoted, cancellation);
        return (await worker.Log.ReleaseAsync(TinySite.Stream, run.Release!.Value, cancellation)).Candidate.AdapterSha256;
    }
}
