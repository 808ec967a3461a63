namespace MlopsCl.Learner.Batches;

/// <summary>A sample as token ids, ready to be put into a batch.</summary>
/// <param name="Task">The learning task that the sample belongs to.</param>
/// <param name="Digest">The identity of the content, as <see cref="Sample.ComputeDigest()"/> gives it.</param>
/// <param name="Ids">Token ids of the whole conversation; each picture is a run of image tokens.</param>
/// <param name="Labels">For each token of <paramref name="Ids"/> the id itself where it is to be learned, otherwise -100.</param>
/// <param name="InstructionIds">Token ids of the last question's own words, without template and pictures.</param>
/// <param name="Pictures">The pictures, in the order of their runs.</param>
/// <param name="IsMemory">Whether the sample comes from the memory bank.</param>
public sealed record PreparedSample(
    string Task, string Digest, int[] Ids, int[] Labels, int[] InstructionIds, IReadOnlyList<PreparedPicture> Pictures, bool IsMemory)
{
    /// <summary>The label of a token that is not learned.</summary>
    public const int Ignored = -100;
}
