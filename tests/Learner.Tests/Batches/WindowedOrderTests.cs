using MlopsCl.Learner.Batches;

namespace MlopsCl.Learner.Tests.Batches;

public sealed class WindowedOrderTests
{
    [Fact]
    public void Batches_HoldEverySampleOnceAndOnlyOneIsShort()
    {
        var samples = Samples(103);
        var batches = WindowedOrder.Batches(samples, batchSize: 4, seed: 3, "order", epoch: 0);
        Assert.Equal(26, batches.Length);
        Assert.Equal(Enumerable.Range(0, 103), batches.SelectMany(batch => batch).Order());
        Assert.Single(batches, batch => batch.Length == 3);
    }

    [Fact]
    public void Batches_OfAnotherEpochAreOthers()
    {
        var samples = Samples(64);
        Assert.NotEqual(
            WindowedOrder.Batches(samples, 4, 3, "order", epoch: 0).SelectMany(batch => batch),
            WindowedOrder.Batches(samples, 4, 3, "order", epoch: 1).SelectMany(batch => batch));
    }

    // Of 64 tokens of spread, batches in order of arrival would pad about half as much as batches of random samples hold.
    [Fact]
    public void Batches_HoldSamplesOfSimilarLength()
    {
        var samples = Samples(640);
        var padded = WindowedOrder.Batches(samples, batchSize: 8, seed: 3, "order", epoch: 0).Sum(batch => batch.Length * batch.Max(index => samples[index].Ids.Length));
        var random = Enumerable.Range(0, 640).Chunk(8).Sum(batch => batch.Length * batch.Max(index => samples[index].Ids.Length));
        var real = samples.Sum(sample => sample.Ids.Length);
        Assert.True(padded - real < 0.25 * (random - real), $"{real} tokens take {padded} places, and {random} in order of arrival");
    }

    private static PreparedSample[] Samples(int count)
    {
        var random = new SeededRandom(9, "lengths");
        return [.. Enumerable.Range(0, count).Select(_ => new PreparedSample("t", "", new int[1 + random.NextInt(64)], [], [], [], IsMemory: false))];
    }
}
