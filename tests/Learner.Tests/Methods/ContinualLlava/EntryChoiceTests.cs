using MlopsCl.Learner.Methods.ContinualLlava;

namespace MlopsCl.Learner.Tests.Methods.ContinualLlava;

public sealed class EntryChoiceTests
{
    // Against (1, 0) the cosines are 1, 0.8, 0.6, 0, -1.
    private static readonly float[][] Keys = [[0.6f, 0.8f], [2, 0], [0, 5], [-3, 0], [8, 6]];

    [Fact]
    public void Nearest_OfFiveEntries_WeighsByCosineOverSumOfCosines()
    {
        var choice = EntryChoice.Nearest([1, 0], Keys, [0, 1, 2, 3, 4], 3);
        Assert.Equal([1, 4, 0], choice.Entries);
        Assert.Equal([1 / 2.4, 0.8 / 2.4, 0.6 / 2.4], choice.Weights.Select(weight => Math.Round((double)weight, 7)), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(1, choice.Cosine, 12);
    }

    [Fact]
    public void Nearest_WithNegativeCosine_GivesThatEntryNextToNothing()
    {
        var choice = EntryChoice.Nearest([1, 0], Keys, [1, 3], 2);
        Assert.Equal([1, 3], choice.Entries);
        Assert.Equal(1e-6 / (1 + 1e-6), choice.Weights[1], 1e-9);
    }

    [Fact]
    public void Nearest_OfEquallyNearEntries_TakesTheFirstAndWeighsThemEqually()
    {
        var choice = EntryChoice.Nearest([3, 4], [[0, 1], [3, 4], [3, 4], [3, 4]], [0, 1, 2, 3], 2);
        Assert.Equal([1, 2], choice.Entries);
        Assert.Equal([0.5f, 0.5f], choice.Weights);
    }

    [Fact]
    public void Nearest_OfZeroVector_MatchesZeroKeyAndNothingElse()
    {
        var choice = EntryChoice.Nearest([0, 0], [[1, 0], [0, 0]], [0, 1], 2);
        Assert.Equal([1, 0], choice.Entries);
        Assert.Equal(1, choice.Cosine);
    }
}
