using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms;

namespace MlopsCl.Bench.MlNet;

/// <summary>Rows per second of the learner itself, of a view in batches, of a prediction engine and of a plainly loaded model.</summary>
internal static class Rows
{
    private static readonly AnsweringOptions Options = new() { BatchSize = 32, MaxNewTokens = 4 };

    public static void Measure(string baseModel, string folder, IReadOnlyList<AskedRow> rows, int repeats)
    {
        var (ml, bundle) = (new MLContext(seed: 1), new Bundle(baseModel));
        using var engine = LvlmEngine.Open(bundle);
        Question[] questions = [.. rows.Select(row => row.ToQuestion())];
        var data = ml.Data.LoadFromEnumerable(rows);
        using var live = ml.ContinualLearning().LvlmAnswerer(bundle, Options).Fit(data);
        var file = Path.Combine(folder, "model.zip");
        ml.Model.Save(live, data.Schema, file);
        var plain = ml.Model.Load(file, out _);
        using var predictions = ml.Model.CreatePredictionEngine<AskedRow, AnsweredRow>(live);

        Report(rows.Count, repeats,
        [
            ("the learner itself, batches of 32", () => engine.Answer(questions, Options).Count),
            ("Transform, batches of 32", () => live.Transform(data).GetColumn<string>("Answer").Count()),
            ("PredictionEngine, row by row", () => rows.Count(row => predictions.Predict(row).Answer is not null)),
            ("plain Model.Load, row by row", () => plain.Transform(data).GetColumn<string>("Answer").Count()),
        ]);
        ReportLayer(ml, live, rows);
    }

    // The noise of a batch is larger than the layer's cost, so the layer is also measured alone: rows go through the cursor, and no answer is read.
    private static void ReportLayer(MLContext ml, LvlmTransformer live, IReadOnlyList<AskedRow> rows)
    {
        var many = Enumerable.Repeat(rows, 50_000 / rows.Count + 1).SelectMany(all => all).ToList();
        var view = live.Transform(ml.Data.LoadFromEnumerable(many));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        using var cursor = view.GetRowCursor(view.Schema);
        while (cursor.MoveNext())
            continue;
        var micros = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / many.Count;
        Console.WriteLine($"\nThe layer alone (the cursor over {many.Count:N0} rows, questions read, no answer asked for): " +
            $"{micros:0.00} microseconds of processor time a row.");
    }

    // The ways take turns, so that what else the machine does falls on all of them; processor time tells their cost apart from that.
    private static void Report(int rows, int repeats, IReadOnlyList<(string Name, Func<int> Run)> ways)
    {
        var seconds = ways.Select(_ => new List<(double Wall, double Processor)>()).ToArray();
        for (var round = 0; round <= repeats; round++)
        {
            for (var way = 0; way < ways.Count; way++)
            {
                var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                if (ways[way].Run() != rows)
                    throw new InvalidOperationException($"{ways[way].Name} lost rows.");
                if (round > 0)
                    seconds[way].Add((clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds));
            }
        }

        Console.WriteLine("## Rows\n\n| way | rows/s | rows per second of processor time | processor time against the learner |");
        Console.WriteLine("|---|---|---|---|");
        for (var way = 0; way < ways.Count; way++)
        {
            var overhead = Median(seconds[way].Zip(seconds[0], (mine, learner) => mine.Processor / learner.Processor - 1));
            var against = way == 0 ? "" : $"{overhead * 100:+0.0;-0.0;0.0} % ";
            Console.WriteLine($"| {ways[way].Name} | {rows / Median(seconds[way].Select(s => s.Wall)):N0} | " +
                $"{rows / Median(seconds[way].Select(s => s.Processor)):N0} | {against}|");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
