namespace MlopsCl.Learner.Batches;

/// <summary>
/// The samples of a training in batches. Has no position: any batch of any epoch can be read at any time and is always the same, so a
/// training
/// that was stopped goes on where it stood.
/// </summary>
public interface IBatchSource
{
    /// <summary>The samples that an epoch passes over once.</summary>
    IReadOnlyList<PreparedSample> Samples { get; }

    /// <summary>The memory bank's samples that are mixed in; empty if none are.</summary>
    IReadOnlyList<PreparedSample> Memory { get; }

    /// <summary>Batches of an epoch.</summary>
    int BatchesPerEpoch { get; }

    /// <summary>The samples of a batch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="index">The batch in it, 0 to <see cref="BatchesPerEpoch"/> - 1.</param>
    IReadOnlyList<PreparedSample> Read(int epoch, int index);
}
