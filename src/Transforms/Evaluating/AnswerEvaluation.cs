using MlopsCl.Learner.Scoring;

namespace MlopsCl.Transforms.Evaluating;

/// <summary>Scores answers by rule and by task, and what was forgotten since earlier evaluations.</summary>
internal static class AnswerEvaluation
{
    /// <param name="rows">At least one.</param>
    /// <param name="rule">The rule of the accuracy that counts.</param>
    /// <param name="history">The evaluations after each task before; null without.</param>
    /// <exception cref="ArgumentException">There is no such rule, or the history does not fit the tasks.</exception>
    internal static LvlmMetrics Of(IReadOnlyList<ScoredRow> rows, string rule, IReadOnlyList<LvlmMetrics>? history)
    {
        if ((history ?? []).FirstOrDefault(earlier => earlier.ScoringRule != rule) is { } other)
            throw new ArgumentException(
                $"The history has accuracies by the rule '{other.ScoringRule}', and these rows are scored by '{rule}'; what was forgotten is seen by one "
                + "rule only. Evaluate them by the same.", nameof(history));
        var tasks = InOrderOfLearning(rows, history ?? []).Select(task => Metrics(task.Key, task.Rows, rule)).ToArray();
        var all = Metrics("", rows, rule);
        var metrics = new LvlmMetrics { Rows = rows.Count, ScoringRule = rule, Accuracy = all.Accuracy, AccuracyByRule = all.AccuracyByRule, Tasks = tasks };
        return history is null ? metrics : Forgotten(metrics, [.. history, metrics]);
    }

    private static IEnumerable<(string Key, IReadOnlyList<ScoredRow> Rows)> InOrderOfLearning(IReadOnlyList<ScoredRow> rows, IReadOnlyList<LvlmMetrics> history)
    {
        var byTask = rows.GroupBy(row => row.Task).ToDictionary(task => task.Key, task => task.ToArray());
        var names = history.SelectMany(earlier => earlier.Tasks).Select(task => task.Task).Concat(rows.Select(row => row.Task)).Distinct();
        return names.Where(byTask.ContainsKey).Select(name => (name, (IReadOnlyList<ScoredRow>)byTask[name]));
    }

    private static LvlmTaskMetrics Metrics(string task, IReadOnlyList<ScoredRow> rows, string rule)
    {
        double Mean(string name) => rows.Sum(row => ScoringRules.Score(name, row.Answer, row.Label)) / rows.Count;
        return new LvlmTaskMetrics(task, rows.Count, Mean(rule), ScoringRules.Names.ToDictionary(name => name, Mean));
    }

    private static LvlmMetrics Forgotten(LvlmMetrics metrics, IReadOnlyList<LvlmMetrics> evaluations)
    {
        if (metrics.Tasks.Count < evaluations.Count)
            throw new ArgumentException(
                $"The rows have {metrics.Tasks.Count} tasks and the history has {evaluations.Count - 1} evaluations; each evaluation follows one more task, "
                + $"so there must be at least {evaluations.Count}. Evaluate on the rows of every task so far.", "history");
        double Cell(LvlmMetrics row, string task) => row.Tasks.FirstOrDefault(t => t.Task == task)?.Accuracy ?? double.NaN;
        IReadOnlyList<IReadOnlyList<double>> matrix =
            [.. evaluations.Select((row, i) => metrics.Tasks.Take(i + 1).Select(task => Cell(row, task.Task)).ToArray())];
        return metrics with
        {
            AccuracyMatrix = matrix, Forgetting = AccuracyMatrix.Forgetting(matrix), BackwardTransfer = AccuracyMatrix.BackwardTransfer(matrix),
        };
    }
}
