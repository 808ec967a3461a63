namespace MlopsCl.Pipeline.Samples;

/// <summary>
/// A task's held-out set as it is stored: later candidates are examined from it, whatever became of the producer's files.
/// </summary>
/// <param name="Task">The task's name.</param>
/// <param name="DatasetSha256">The dataset that it came with.</param>
/// <param name="Scoring">The name of the scoring rule.</param>
/// <param name="Items">The items; the last turn is the gold answer.</param>
/// <param name="Pack">The items' pictures; null without pictures.</param>
public sealed record TestSet(string Task, string DatasetSha256, string Scoring, IReadOnlyList<StoredSample> Items, PicturePack? Pack);
