using MlopsCl.Learner.Scoring;

namespace MlopsCl.Transforms.Evaluating;

/// <summary>Compares two models' answers to the same questions.</summary>
internal static class RegressionEvaluation
{
    /// <param name="candidate">The candidate's rows.</param>
    /// <param name="baseline">The baseline's rows.</param>
    /// <param name="rule">The scoring rule.</param>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    /// <exception cref="InvalidOperationException">The rows are not the same questions.</exception>
    internal static LvlmRegressionMetrics Of(IReadOnlyList<ScoredRow> candidate, IReadOnlyList<ScoredRow> baseline, string rule)
    {
        var pairs = Pairs(candidate, baseline).Select(pair => new PairedScore(
            pair.Baseline.Task, Score(rule, pair.Candidate), Score(rule, pair.Baseline))).ToArray();
        var tasks = pairs.GroupBy(pair => pair.Task).Select(task => (task.Key, Pairs: task.ToArray(), Outcomes: Outcomes(task))).ToArray();
        var adjusted = HolmCorrection.Adjust([.. tasks.Select(task => task.Outcomes.WorseP)]);
        return new LvlmRegressionMetrics(
            rule, pairs.Average(pair => pair.Candidate), pairs.Average(pair => pair.Baseline), Outcomes(pairs),
            [.. tasks.Select((task, i) => new LvlmTaskRegression(
                task.Key, task.Pairs.Average(pair => pair.Candidate), task.Pairs.Average(pair => pair.Baseline), task.Outcomes, adjusted[i]))]);
    }

    private static PairedOutcomes Outcomes(IEnumerable<PairedScore> pairs) => PairedOutcomes.Of(pairs.Select(pair => (pair.Candidate, pair.Baseline)));

    private static double Score(string rule, ScoredRow row) => ScoringRules.Score(rule, row.Answer, row.Label);

    private static IEnumerable<(ScoredRow Candidate, ScoredRow Baseline)> Pairs(IReadOnlyList<ScoredRow> candidate, IReadOnlyList<ScoredRow> baseline)
    {
        if (candidate.Count != baseline.Count)
            throw new InvalidOperationException($"The candidate answered {candidate.Count} rows and the baseline {baseline.Count}. Give both the same rows.");
        var waiting = candidate.GroupBy(row => row.Key).ToDictionary(rows => rows.Key, rows => new Queue<ScoredRow>(rows));
        foreach (var row in baseline)
        {
            if (!waiting.TryGetValue(row.Key, out var rows) || !rows.TryDequeue(out var pair))
                throw new InvalidOperationException($"The candidate has no row '{row.Key}', which the baseline answered. Give both the same rows.");
            yield return pair.Label == row.Label
                ? (pair, row)
                : throw new InvalidOperationException(
                    $"Row '{row.Key}' has the label '{pair.Label}' with the candidate and '{row.Label}' with the baseline. " +
                    "Give both the same rows in the same order, or name a column of ids.");
        }
    }

    private sealed record PairedScore(string Task, double Candidate, double Baseline);
}
