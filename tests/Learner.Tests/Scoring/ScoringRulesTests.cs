using MlopsCl.Learner.Scoring;

namespace MlopsCl.Learner.Tests.Scoring;

public sealed class ScoringRulesTests
{
    [Theory]
    [InlineData("Sandal", "sandal", 1)]
    [InlineData("  sandal.\n", "Sandal", 1)]
    [InlineData("ankle  boot", "Ankle boot.", 1)]
    [InlineData("a sandal", "sandal", 0)]
    [InlineData("sandals", "sandal", 0)]
    [InlineData("", "sandal", 0)]
    [InlineData("3.5", "3.5", 1)]
    [InlineData("3.5", "35", 0)]
    public void Exact_ComparesTheNormalForms(string answer, string gold, double score) => Assert.Equal(score, ScoringRules.Score("exact", answer, gold));

    [Theory]
    [InlineData("It is a Sandal.", "sandal", 1)]
    [InlineData("sandals", "sandal", 0)]
    [InlineData("an ankle boot, I think", "ankle boot", 1)]
    [InlineData("t-shirts are not a t-shirt", "t-shirt", 1)]
    [InlineData("10", "1", 0)]
    [InlineData("anything", "", 0)]
    public void Contains_LooksForWholeWords(string answer, string gold, double score) => Assert.Equal(score, ScoringRules.Score("contains", answer, gold));

    [Fact]
    public void UnknownRule_NamesTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => ScoringRules.Score("exakt", "a", "a"));
        Assert.Contains("contains or exact", error.Message);
    }
}
