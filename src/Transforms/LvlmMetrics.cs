namespace MlopsCl.Transforms;

/// <summary>How well questions were answered: what <see cref="ContinualLearningCatalog.Evaluate"/> gives.</summary>
public sealed record LvlmMetrics
{
    internal LvlmMetrics()
    {
    }

    /// <summary>Rows that were scored.</summary>
    public required int Rows { get; init; }

    /// <summary>The scoring rule of <see cref="Accuracy"/>.</summary>
    public required string ScoringRule { get; init; }

    /// <summary>The mean score of all rows by the rule that was chosen, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean score of all rows by every scoring rule, 0 to 1.</summary>
    public required IReadOnlyDictionary<string, double> AccuracyByRule { get; init; }

    /// <summary>The tasks in the order in which they were learned: that of the history, then that of the rows.</summary>
    public required IReadOnlyList<LvlmTaskMetrics> Tasks { get; init; }

    /// <summary>The mean of the tasks' accuracies, each counting the same, 0 to 1.</summary>
    public double AverageAccuracy => Tasks.Average(task => task.Accuracy);

    /// <summary>Row i holds the accuracies on the first i + 1 tasks after learning task i; null without a history.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? AccuracyMatrix { get; init; }

    /// <summary>The mean over earlier tasks of the best accuracy so far minus the one now (Chaudhry et al., 2018); null without a history.</summary>
    public double? Forgetting { get; init; }

    /// <summary>
    /// The mean over earlier tasks of the accuracy now minus that right after learning (Lopez-Paz and Ranzato, 2017); null without a history.
    /// </summary>
    public double? BackwardTransfer { get; init; }
}
