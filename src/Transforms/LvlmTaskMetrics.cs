namespace MlopsCl.Transforms;

/// <summary>How well one task was answered.</summary>
/// <param name="Task">The task's name; <c>all</c> where the rows name none.</param>
/// <param name="Rows">Rows of the task.</param>
/// <param name="Accuracy">The mean score by the rule that was chosen, 0 to 1.</param>
/// <param name="AccuracyByRule">The mean score by every scoring rule, 0 to 1.</param>
public sealed record LvlmTaskMetrics(string Task, int Rows, double Accuracy, IReadOnlyDictionary<string, double> AccuracyByRule);
