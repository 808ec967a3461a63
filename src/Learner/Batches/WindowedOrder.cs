namespace MlopsCl.Learner.Batches;

/// <summary>
/// Cuts samples into batches of similar length without giving up chance: the order is shuffled, sorted by length inside windows of eight batches,
/// cut, and the batches are shuffled.
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
            .SelectMany(window => window.OrderBy(index => samples[index].Ids.Length));
        int[][] batches = [.. sorted.Chunk(batchSize)];
        return [.. random.Permutation(batches.Length).Select(index => batches[index])];
    }
}
