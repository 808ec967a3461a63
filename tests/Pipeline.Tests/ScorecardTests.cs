namespace MlopsCl.Pipeline.Tests;

public sealed class ScorecardTests
{
    [Fact]
    public void MatrixOf_PutsTasksInTheOrderOfTheLast()
    {
        var first = Card(("a", 1, 0, 1, 1));
        var second = Card(("a", 1, 0, 0, 1), ("b", 1, 1, 1, 0));
        var matrix = Scorecard.MatrixOf([first, second]);
        Assert.Equal([0.75], matrix[0]);
        Assert.Equal([0.5, 0.75], matrix[1]);
    }

    private static Scorecard Card(params (string Task, double, double, double, double)[] tasks) => new("s", "x",
        [.. tasks.Select(
            t => new TaskScore(
                t.Task, "d", "exact", [.. new[] { t.Item2, t.Item3, t.Item4, t.Item5 }.Select(s => new ItemOutcome("i", "i", "q", "g", "a", s, null))]))]);
}
