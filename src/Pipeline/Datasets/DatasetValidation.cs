namespace MlopsCl.Pipeline.Datasets;

/// <summary>What an examination of a dataset found.</summary>
/// <param name="Sha256">The dataset's digest: what <c>submit</c> sends.</param>
/// <param name="Train">Training records without problems.</param>
/// <param name="Test">Held-out records without problems.</param>
/// <param name="Pictures">Distinct pictures that records name.</param>
/// <param name="Problems">Everything that is wrong, up to <see cref="DatasetLimits.Problems"/>; empty for a dataset that can be submitted.</param>
public sealed record DatasetValidation(string Sha256, int Train, int Test, int Pictures, IReadOnlyList<DatasetProblem> Problems)
{
    /// <summary>Whether the dataset can be submitted.</summary>
    public bool IsValid => Problems.Count == 0;
}
