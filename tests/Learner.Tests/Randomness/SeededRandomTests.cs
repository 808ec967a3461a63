using MlopsCl.Learner.Randomness;

namespace MlopsCl.Learner.Tests.Randomness;

public sealed class SeededRandomTests
{
    // The published test vector of SplitMix64 for the state 1234567.
    [Fact]
    public void NextUInt64_FromAKnownState_GivesThePublishedNumbers()
    {
        var random = new SeededRandom(1234567UL);
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, Enumerable.Range(0, 5).Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void Streams_OfTheSameKeyAreEqualAndOfAnotherSeedPurposeOrStepAreNot()
    {
        var first = new SeededRandom(1, "order", 2).NextUInt64();
        Assert.Equal(first, new SeededRandom(1, "order", 2).NextUInt64());
        Assert.NotEqual(first, new SeededRandom(2, "order", 2).NextUInt64());
        Assert.NotEqual(first, new SeededRandom(1, "noise", 2).NextUInt64());
        Assert.NotEqual(first, new SeededRandom(1, "order", 3).NextUInt64());
    }

    // Chi-square with 9 degrees of freedom: 33.7 is passed by chance once in 10,000.
    [Fact]
    public void NextInt_OverTenValues_IsUniform()
    {
        var random = new SeededRandom(5, "dice");
        var counts = new int[10];
        for (var i = 0; i < 10_000; i++)
            counts[random.NextInt(10)]++;
        Assert.True(counts.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000) < 33.7, string.Join(" ", counts));
    }

    [Fact]
    public void Normals_HaveTheMeanAndDeviationAsked()
    {
        var values = new SeededRandom(5, "normal").Normals(40_000, deviation: 2);
        var mean = values.Average(value => (double)value);
        Assert.Equal(0, mean, 0.05);
        Assert.Equal(2, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 0.05);
    }

    [Fact]
    public void Permutation_HoldsEveryNumberOnce() =>
        Assert.Equal(Enumerable.Range(0, 100), new SeededRandom(5, "order").Permutation(100).Order());
}
