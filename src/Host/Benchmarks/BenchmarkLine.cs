using MlopsCl.Learner.Scoring;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>One method, one seed: a line of the benchmark's table. Scores are fractions of 1.</summary>
/// <param name="Method">The method's name, <c>joint</c> or <c>single</c> (one model per task).</param>
/// <param name="Seed">The seed.</param>
/// <param name="Final">The last scores, per task.</param>
/// <param name="AverageAccuracy">Their mean.</param>
/// <param name="Forgetting">The mean over earlier tasks of the best score so far minus the last; null where nothing was learned one after another.</param>
/// <param name="Bwt">The mean over earlier tasks of the last score minus the first.</param>
/// <param name="Seconds">Learning and examining.</param>
internal sealed record BenchmarkLine(
    string Method, long Seed, IReadOnlyDictionary<string, double> Final, double AverageAccuracy, double? Forgetting, double? Bwt, double Seconds)
{
    public static BenchmarkLine OfStream(string method, long seed, IReadOnlyList<Scorecard> cards, double seconds)
    {
        var matrix = Scorecard.MatrixOf(cards);
        return Of(method, seed, cards[^1], seconds) with { Forgetting = AccuracyMatrix.Forgetting(matrix), Bwt = AccuracyMatrix.BackwardTransfer(matrix) };
    }

    public static BenchmarkLine Of(string method, long seed, Scorecard last, double seconds) => new(
        method, seed, last.Tasks.ToDictionary(t => t.Task, t => t.Accuracy), last.Tasks.Average(t => t.Accuracy), null, null, Math.Round(seconds, 1));
}
