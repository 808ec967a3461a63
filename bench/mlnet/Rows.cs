using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Bench.MlNet;

/// <summary>
/// Rows per second of the learner itself, of a view in batches, of a prediction engine and of a plainly loaded model; and what a view costs beside the learner.
/// </summary>
internal static class Rows
{
    private const int TableRounds = 7;

    private static readonly AnsweringOptions Options = new() { BatchSize = 32, MaxNewTokens = 4 };

    /// <summary>Measures and tells.</summary>
    public static Verdict Measure(string baseModel, string folder, IReadOnlyList<AskedRow> rows, int repeats)
    {
        var (ml, bundle) = (new MLContext(seed: 1), new Bundle(baseModel));
        var data = ml.Data.LoadFromEnumerable(rows);
        using var live = ml.ContinualLearning().LvlmAnswerer(bundle, Options).Fit(data);

        // The very model that the view asks: one loaded beside it would lie elsewhere in memory, and be as fast as that allows.
        using var engine = SharedEngines.Default.Lease(new EngineKey(live.Bundle, DeviceChoice.Cpu));
        Question[] questions = [.. rows.Select(row => row.ToQuestion())];
        Way Learner(int count) => new("the learner itself", () => engine.Answer(questions[..count], Options, CancellationToken.None).Count);
        Way View(int count)
        {
            var view = ml.Data.LoadFromEnumerable(rows.Take(count).ToArray());
            return new("Transform", () => live.Transform(view).GetColumn<string>("Answer").Count());
        }

        var file = Path.Combine(folder, "model.zip");
        ml.Model.Save(live, data.Schema, file);
        var plain = ml.Model.Load(file, out _);
        using var predictions = ml.Model.CreatePredictionEngine<AskedRow, AnsweredRow>(live);
        Report(rows.Count,
        [
            Learner(rows.Count),
            View(rows.Count),
            new("PredictionEngine, row by row", () => rows.Count(row => predictions.Predict(row).Answer is not null)),
            new("plain Model.Load, row by row", () => plain.Transform(data).GetColumn<string>("Answer").Count()),
        ]);
        var verdict = Overhead.Measure(Learner, View, rows.Count, repeats);
        Layer.Measure(ml, live, rows);
        return verdict;
    }

    // The ways take turns, so that what else the machine does falls on all of them. The first round compiles, and computes vision features; it does not count.
    private static void Report(int rows, Way[] ways)
    {
        var costs = ways.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round <= TableRounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var cost = Cost.Of(ways[way], rows);
                if (round > 0)
                    costs[way].Add(cost);
            }
        }

        Console.WriteLine($"\n## Rows\n\nBatches of {Options.BatchSize}; medians of {TableRounds} rounds.\n");
        Console.WriteLine("| way | rows/s | rows per second of processor time |\n|---|---|---|");
        foreach (var (way, taken) in ways.Zip(costs))
            Console.WriteLine($"| {way.Name} | {rows / Spread.MedianOf(taken.Select(cost => cost.Seconds)):N0} | " +
                $"{rows / Spread.MedianOf(taken.Select(cost => cost.Processor)):N0} |");
    }
}
