using MlopsCl.Learner.Randomness;

namespace MlopsCl.Learner.Batches;

/// <summary>
/// Cuts samples into batches of similar length without giving up chance: the order is shuffled, sorted inside windows of eight batches by
/// the octave
/// of the length (32 to 63 tokens, 64 to 127, ...), cut, and the batches are shuffled. Finer sorting would save little padding and cost
/// much: length tells
/// the answer's length and so often the answer, and batches of one answer each teach badly.
/// </summary>
internal static class WindowedOrder
{
    private const int BatchesPerWindow = 8;

    /// <summary>The batches of an epoch, as indices of samples; every sample is in exactly one.</summary>
    public static int[][] Batches(IReadOnlyList<PreparedSample> samples, int batchSize, long seed, string purpose, int epoch)
    {
        var random = new SeededRandom(seed, purpose, epoch);
        var sorted = random.Permutation(samples.Count)
            .Chunk(batchSize * BatchesPerWindow)
            .SelectMany(window => window.OrderBy(index => long.Log2(samples[index].Ids.Length)));
        int[][] batches = [.. sorted.Chunk(batchSize)];
        return [.. random.Permutation(batches.Length).Select(index => batches[index])];
    }
}
