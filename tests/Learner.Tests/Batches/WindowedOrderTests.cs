using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Randomness;

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

    [Fact]
    public void Batches_HoldSamplesOfSimilarLength()
    {
        var samples = Samples(640, random => (int)(16 * Math.Pow(2, 5 * random.NextDouble())));
        var padded = WindowedOrder.Batches(samples, batchSize: 8, seed: 3, "order", epoch: 0).Sum(
            batch => batch.Length * batch.Max(index => samples[index].Ids.Length));
        var random = Enumerable.Range(0, 640).Chunk(8).Sum(batch => batch.Length * batch.Max(index => samples[index].Ids.Length));
        var real = samples.Sum(sample => sample.Ids.Length);
        Assert.True(padded - real < 0.5 * (random - real), $"{real} tokens take {padded} places, and {random} in order of arrival");
    }

    // A batch of equal lengths is often a batch of equal answers.
    [Fact]
    public void Batches_MixTheLengthsOfOneOctave()
    {
        var samples = Samples(640, random => 32 + random.NextInt(32));
        var spread = WindowedOrder.Batches(samples, batchSize: 8, seed: 3, "order", epoch: 0).Average(batch => Spread(samples, batch));
        var random = Enumerable.Range(0, 640).Chunk(8).Average(batch => Spread(samples, batch));
        Assert.InRange(spread, 0.9 * random, 1.1 * random);
    }

    private static int Spread(PreparedSample[] samples, int[] batch) =>
        batch.Max(index => samples[index].Ids.Length) - batch.Min(index => samples[index].Ids.Length);

    private static PreparedSample[] Samples(int count) => Samples(count, random => 1 + random.NextInt(64));

    private static PreparedSample[] Samples(int count, Func<SeededRandom, int> length)
    {
        var random = new SeededRandom(9, "lengths");
        return [.. Enumerable.Range(0, count).Select(_ => new PreparedSample("t", "", new int[length(random)], [], [], [], IsMemory: false))];
    }
}
