using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Evaluation;

/// <summary>What a model is examined on for one task.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="DatasetSha256">The dataset that the items come from.</param>
/// <param name="Scoring">The name of the scoring rule.</param>
/// <param name="Items">The items.</param>
public sealed record HeldOutSet(string Task, string DatasetSha256, string Scoring, IReadOnlyList<HeldOutItem> Items)
{
    /// <summary>The held-out set of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    public static HeldOutSet Of(TaskDataset dataset) => new(
        dataset.Task.Value, dataset.Sha256, dataset.Scoring,
        [.. dataset.Test.Select(s => new HeldOutItem(s, s.ComputeDigest(), s.Pictures.Count > 0 ? s.Pictures[0].ComputeSha256() : null))]);
}
