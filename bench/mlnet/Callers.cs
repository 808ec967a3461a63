using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Serving;
using MlopsCl.Serving.Tests;

namespace MlopsCl.Bench.MlNet;

/// <summary>Questions per second and waiting times of a pool under 1, 8 and 32 callers that ask again as soon as they are answered.</summary>
internal static class Callers
{
    public static async Task MeasureAsync(string baseModel, string folder, IReadOnlyList<AskedRow> rows)
    {
        Question[] questions = [.. rows.Select(row => row.ToQuestion())];
        await using var services = await ServicesAsync(baseModel, folder, questions[0]);
        var pool = services.GetRequiredService<LvlmPool>();
        await pool.RefreshAsync();
        await RunAsync(pool, questions, 32);
        Console.WriteLine("\n## The pool\n\n| callers | questions/s | questions per second of processor time | questions a batch | median ms | 95 % ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var callers in new[] { 1, 8, 32 })
        {
            var before = pool.Status;
            var (clock, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            var waits = await RunAsync(pool, questions, callers);
            var (seconds, after) = (clock.Elapsed.TotalSeconds, pool.Status);
            var busy = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
            Console.WriteLine(
                $"| {callers} | {waits.Length / seconds:N0} | {waits.Length / busy:N0} | " +
                $"{(double)(after.Answered - before.Answered) / (after.Batches - before.Batches):0.0} | {waits[waits.Length / 2]:0.0} | " +
                $"{waits[waits.Length * 95 / 100]:0.0} |");
        }
    }

    private static async Task<ServiceProvider> ServicesAsync(string baseModel, string folder, Question question)
    {
        var adapter = Path.Combine(folder, "adapter");
        Learning.Run(
            new LearningRequest
            {
                BaseModelFolder = baseModel,
                OutputFolder = adapter,
                Task = "colours",
                Samples = [new Sample("s", "colours", question.Pictures, [new Turn(Speaker.Human, question.Text), new Turn(Speaker.Assistant, "red")])],
                Method = new MethodChoice("sequential"),
                Training = new TrainingOptions { Epochs = 1 },
            },
            progress: null,
            CancellationToken.None);
        var store = Path.Combine(folder, "store");
        await new ReleaseShelf(new FolderStore(store, TimeProvider.System), TimeProvider.System).PromoteAsync(baseModel, adapter);
        return new ServiceCollection().AddLogging().AddLvlmPool(pool =>
        {
            (pool.Store, pool.Stream, pool.CacheFolder) = (store, ReleaseShelf.Stream, Path.Combine(folder, "cache"));
            pool.Answering = new AnsweringOptions { BatchSize = 32, MaxNewTokens = 4 };
        }).BuildServiceProvider();
    }

    /// <summary>Milliseconds that each question took, in ascending order.</summary>
    private static async Task<double[]> RunAsync(LvlmPool pool, Question[] questions, int callers)
    {
        var next = -1;
        var waits = new double[questions.Length];
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < questions.Length;)
            {
                var clock = Stopwatch.StartNew();
                await pool.AskAsync(questions[i]);
                waits[i] = clock.Elapsed.TotalMilliseconds;
            }
        })));
        Array.Sort(waits);
        return waits;
    }
}
