namespace MlopsCl.Learner.Batches;

/// <summary>Samples in an order that depends on seed and epoch alone.</summary>
/// <param name="samples">At least one sample.</param>
/// <param name="batchSize">Samples per batch; the last of an epoch may have fewer.</param>
/// <param name="seed">The seed of the order.</param>
internal sealed class SampleBatchSource(IReadOnlyList<PreparedSample> samples, int batchSize, long seed) : IBatchSource
{
    private (int Epoch, int[][] Batches) _order = (-1, []);

    public IReadOnlyList<PreparedSample> Samples => samples;

    public IReadOnlyList<PreparedSample> Memory => [];

    public int BatchesPerEpoch => (samples.Count + batchSize - 1) / batchSize;

    public IReadOnlyList<PreparedSample> Read(int epoch, int index)
    {
        if (_order.Epoch != epoch)
            _order = (epoch, WindowedOrder.Batches(samples, batchSize, seed, "order", epoch));
        return [.. _order.Batches[index].Select(sample => samples[sample])];
    }
}
