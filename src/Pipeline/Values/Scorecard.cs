namespace MlopsCl.Pipeline;

/// <summary>A row of the accuracy matrix: one model, examined on every task so far.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Subject">What was examined: a run key, <c>release-N</c>, or <c>base</c>.</param>
/// <param name="Tasks">The tasks in the order in which they were learned.</param>
public sealed record Scorecard(string Stream, string Subject, IReadOnlyList<TaskScore> Tasks)
{
    /// <summary>The score of a task, or null when the card lacks it.</summary>
    /// <param name="task">The task's name.</param>
    public TaskScore? Find(string task) => Tasks.FirstOrDefault(t => t.Task == task);

    /// <summary>
    /// The accuracy matrix of successive scorecards: each row holds the tasks in the order of the last one; what a card lacks is NaN.
    /// </summary>
    /// <param name="scorecards">The scorecards, in the order in which their tasks were learned.</param>
    public static IReadOnlyList<IReadOnlyList<double>> MatrixOf(IReadOnlyList<Scorecard> scorecards)
    {
        if (scorecards.Count == 0)
            return [];
        var tasks = scorecards[^1].Tasks;
        return [.. scorecards.Select((card, i) => tasks.Take(i + 1).Select(t => card.Find(t.Task)?.Accuracy ?? double.NaN).ToArray())];
    }
}
