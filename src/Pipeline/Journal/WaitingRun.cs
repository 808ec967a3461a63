namespace MlopsCl.Pipeline.Journal;

/// <summary>An accepted request that has not come to its end: enough to write the run's document anew should that have failed.</summary>
/// <param name="Sequence">Its number in the stream.</param>
/// <param name="Key">The run's key.</param>
/// <param name="Task">The task's name.</param>
/// <param name="DatasetAddress">Where the dataset is.</param>
/// <param name="DatasetSha256">The digest that it must have.</param>
/// <param name="RecipeSha256">The recipe's digest.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
public sealed record WaitingRun(
    long Sequence, string Key, string Task, string DatasetAddress, string DatasetSha256, string RecipeSha256, DateTimeOffset AcceptedAt)
{
    /// <summary>How often the run was put back before it came to wait here: what ends one turn leaves a later one waiting.</summary>
    public int Turn { get; init; }

    internal static WaitingRun Of(Run run) =>
        new(run.Sequence, run.Key, run.Task, run.DatasetAddress, run.DatasetSha256, run.RecipeSha256, run.AcceptedAt) { Turn = run.Turn };

    internal Run ToRun(string stream) =>
        new(Key, stream, Task, DatasetAddress, DatasetSha256, RecipeSha256, Sequence, AcceptedAt) { Turn = Turn, UpdatedAt = AcceptedAt };
}
