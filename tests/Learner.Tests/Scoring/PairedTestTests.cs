using System.Text.Json;
using MlopsCl.Learner.Scoring;

namespace MlopsCl.Learner.Tests.Scoring;

/// <summary>The expected numbers are SciPy's and statsmodels'.</summary>
public sealed class PairedTestTests
{
    private static readonly JsonElement s_expected =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "statistics", "expected.json"))).RootElement;

    public static TheoryData<int> Splits => [.. Enumerable.Range(0, s_expected.GetProperty("mcnemar_exact").GetArrayLength())];

    public static TheoryData<int> Families => [.. Enumerable.Range(0, s_expected.GetProperty("adjusted_p").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Splits))]
    public void ExactMcNemar_EqualsTheReference(int index)
    {
        var expected = s_expected.GetProperty("mcnemar_exact")[index];
        var (first, second) = (expected.GetProperty("only_first_right").GetInt32(), expected.GetProperty("only_second_right").GetInt32());
        Close(expected.GetProperty("two_sided").GetDouble(), ExactMcNemar.TwoSided(first, second));
        Close(expected.GetProperty("first_better").GetDouble(), ExactMcNemar.FirstBetter(first, second));
        Close(expected.GetProperty("second_better").GetDouble(), ExactMcNemar.FirstBetter(second, first));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Holm_EqualsTheReference(int index)
    {
        var expected = s_expected.GetProperty("adjusted_p")[index];
        var adjusted = HolmCorrection.Adjust(Numbers(expected.GetProperty("p")));
        Assert.All(Numbers(expected.GetProperty("holm").GetProperty("adjusted")).Zip(adjusted), pair => Close(pair.First, pair.Second));
    }

    // The expected number is the sum of exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n log 2), in Python.
    [Fact]
    public void ManyItems_NeitherOverflowNorLoseTheTail() => Assert.Equal(0.002287117982507738, ExactMcNemar.FirstBetter(10_201, 9_799), 1e-10);

    [Fact]
    public void ANegativeCount_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ExactMcNemar.TwoSided(-1, 2));

    [Fact]
    public void Outcomes_CountWhoScoredHigher()
    {
        var outcomes = PairedOutcomes.Of([(1, 0), (0, 1), (1, 1), (0.5, 0.25), (0, 0)]);
        Assert.Equal((2, 1, 2, 5), (outcomes.Wins, outcomes.Losses, outcomes.Ties, outcomes.Items));
        Assert.Equal(0.5, outcomes.BetterP, 12);
        Assert.Equal(0.875, outcomes.WorseP, 12);
        Assert.Equal(1, outcomes.TwoSidedP, 12);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, Math.Max(1e-12, 1e-9 * Math.Abs(expected)));
}
