namespace MlopsCl.Pipeline.Journal;

/// <summary>The best accuracy that any release had on a task.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="DatasetSha256">The dataset that the held-out items come from.</param>
/// <param name="Accuracy">The accuracy, 0 to 1.</param>
/// <param name="Release">The release that had it.</param>
public sealed record BestScore(string Task, string DatasetSha256, double Accuracy, int Release);
