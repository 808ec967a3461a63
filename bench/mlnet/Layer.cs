using System.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Bench.MlNet;

/// <summary>The ML.NET layer alone: rows go through the cursor and every answer is read, but answers are there at once.</summary>
internal static class Layer
{
    private const int Passes = 1000;

    /// <summary>Measures and tells.</summary>
    public static void Measure(MLContext ml, LvlmTransformer live, IReadOnlyList<AskedRow> rows)
    {
        var answers = Enumerable.Repeat(new Answer("red", 0.5f, [-0.7f]), live.Settings.Options.BatchSize).ToArray();
        var engines = new SharedEngines(_ => new OpenEngine(
            (questions, _, _) => new ArraySegment<Answer>(answers, 0, questions.Count), (_, _, _) => [], Stream.Null));
        using var quick = new LvlmTransformer(ml, live.Bundle, live.Settings, engines, report: null);
        var data = ml.Data.LoadFromEnumerable(rows);
        var way = new Way("the layer alone", () => quick.Transform(data).GetColumn<string>("Answer").Count());
        var many = new Way(way.Name, () => Enumerable.Range(0, Passes).Sum(_ => way.Run()));
        Warmth.Settle(() => many.Run());
        var compiled = JitInfo.GetCompiledMethodCount();
        var cost = Cost.Of(many, Passes * rows.Count);
        Console.WriteLine($"\nThe layer alone, every answer there at once: {cost.Processor / Passes * 1e6:0} microseconds of processor time and " +
            $"{cost.Bytes / (double)Passes:N0} bytes for a pass over {rows.Count} rows; " +
            $"{JitInfo.GetCompiledMethodCount() - compiled} methods compiled in {Passes} passes.");
    }
}
