using Microsoft.ML;

namespace MlopsCl.Transforms.Tests;

public sealed class EvaluationTests
{
    private readonly MLContext _ml = new(seed: 1);

    private ContinualLearningCatalog Catalog => _ml.ContinualLearning();

    [Fact]
    public void Evaluate_ScoresByEveryRule_AndByTask()
    {
        var metrics = Catalog.Evaluate(View(("digits", "7", "7."), ("digits", "3", "a 3"), ("garments", "shirt", "coat"), ("garments", "shirt", "Shirt")));
        Assert.Equal((4, "exact", 0.5, 0.75), (metrics.Rows, metrics.ScoringRule, metrics.Accuracy, metrics.AccuracyByRule["contains"]));
        Assert.Equal(
            [("digits", 2, 0.5, 1.0), ("garments", 2, 0.5, 0.5)], metrics.Tasks.Select(t => (t.Task, t.Rows, t.Accuracy, t.AccuracyByRule["contains"])));
        Assert.Null(metrics.Forgetting);
        Assert.Null(metrics.AccuracyMatrix);
    }

    [Fact]
    public void Evaluate_CountsTheTasksTheSame_InTheirAverage()
    {
        var metrics = Catalog.Evaluate(View(("a", "x", "x"), ("a", "x", "x"), ("a", "x", "x"), ("b", "x", "y")));
        Assert.Equal((0.75, 0.5), (metrics.Accuracy, metrics.AverageAccuracy));
    }

    // By hand: task a goes 1, 1/2; so the best so far minus the last is 1/2.
    [Fact]
    public void Evaluate_WithAHistory_TellsWhatWasForgotten()
    {
        var first = Catalog.Evaluate(View(("a", "x", "x"), ("a", "y", "y")), history: []);
        var second = Catalog.Evaluate(View(("b", "z", "z"), ("a", "x", "x"), ("a", "y", "no")), history: [first]);
        Assert.Equal(0, first.Forgetting);
        Assert.Equal(["a", "b"], second.Tasks.Select(t => t.Task));
        Assert.Equal([[1.0], [0.5, 1.0]], second.AccuracyMatrix!);
        Assert.Equal((0.5, -0.5), (second.Forgetting!.Value, second.BackwardTransfer!.Value));
    }

    [Fact]
    public void Evaluate_WithAHistoryOfMoreTasksThanRowsHave_SaysWhatToDo()
    {
        var first = Catalog.Evaluate(View(("a", "x", "x")), history: []);
        var error = Assert.Throws<ArgumentException>(() => Catalog.Evaluate(View(("a", "x", "x")), history: [first]));
        Assert.Contains("every task so far", error.Message);
    }

    [Fact]
    public void Evaluate_WithAHistoryByAnotherRule_IsRefused()
    {
        var first = Catalog.Evaluate(View(("a", "x", "an x")), scoringRule: "contains", history: []);
        var error = Assert.Throws<ArgumentException>(() => Catalog.Evaluate(View(("a", "x", "an x"), ("b", "y", "y")), history: [first]));
        Assert.Equal("history", error.ParamName);
        Assert.Contains("'contains'", error.Message);
        Assert.Contains("'exact'", error.Message);
    }

    [Fact]
    public void Evaluate_WithoutATaskColumn_HasOneTask()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new { Label = "a", Answer = "a" } }.ToList());
        Assert.Equal(["all"], Catalog.Evaluate(view).Tasks.Select(t => t.Task));
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new { Label = "a", Answer = 1f } }.ToList());
        Assert.Contains("'Answer': expected text, got Single", Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.Evaluate(view)).Message);
        Assert.Contains("'Gold'", Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.Evaluate(view, labelColumnName: "Gold")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.Evaluate(View(("a", "x", "x")), taskColumnName: "Lesson"));
        Assert.Contains("'exakt'", Assert.Throws<ArgumentException>(() => Catalog.Evaluate(View(("a", "x", "x")), scoringRule: "exakt")).Message);
        Assert.Throws<InvalidOperationException>(() => Catalog.Evaluate(View()));
        Assert.Throws<ArgumentNullException>(() => Catalog.Evaluate(null!));
    }

    // SciPy: 10 wins and 2 losses give 0.03857421875 two-sided, and 0.996826171875 for "the candidate is worse".
    [Fact]
    public void EvaluateRegression_CountsWinsLossesAndTies_AndGivesExactPValues()
    {
        var candidate = Enumerable.Range(0, 20).Select(i => ("a", "x", i is < 10 or >= 15 ? "x" : "y")).ToArray();
        var baseline = Enumerable.Range(0, 20).Select(i => ("a", "x", i is 10 or 11 or >= 15 ? "x" : "y")).ToArray();
        var metrics = Catalog.EvaluateRegression(View(candidate), View(baseline));
        Assert.Equal((10, 2, 8), (metrics.Outcomes.Wins, metrics.Outcomes.Losses, metrics.Outcomes.Ties));
        Assert.Equal((0.75, 0.35), (metrics.CandidateAccuracy, metrics.BaselineAccuracy));
        Assert.Equal(0.03857421875, metrics.Outcomes.TwoSidedP, 12);
        Assert.Equal(0.996826171875, metrics.Outcomes.WorseP, 12);
    }

    // Five losses of five: 1/32; twice that with Holm's correction for two tasks.
    [Fact]
    public void EvaluateRegression_NamesTheTaskThatGotWorse()
    {
        var tasks = Enumerable.Range(0, 10).Select(i => i < 5 ? "a" : "b").ToArray();
        var candidate = tasks.Select(task => (task, "x", task == "a" ? "x" : "y")).ToArray();
        var baseline = tasks.Select(task => (task, "x", "x")).ToArray();
        var metrics = Catalog.EvaluateRegression(View(candidate), View(baseline));
        Assert.Equal([("a", 0, 1.0), ("b", 5, 0.0625)], metrics.Tasks.Select(t => (t.Task, t.Outcomes.Losses, Math.Round(t.AdjustedWorseP, 12))));
    }

    [Fact]
    public void EvaluateRegression_PairsByIdWhereThereIsOne()
    {
        var baseline = _ml.Data.LoadFromEnumerable(new[] { new { Id = "1", Label = "x", Answer = "x" }, new { Id = "2", Label = "y", Answer = "n" } }.ToList());
        var candidate = _ml.Data.LoadFromEnumerable(
            new[] { new { Id = "2", Label = "y", Answer = "y" }, new { Id = "1", Label = "x", Answer = "x" } }.ToList());
        var outcomes = Catalog.EvaluateRegression(candidate, baseline, idColumnName: "Id").Outcomes;
        Assert.Equal((1, 0, 1), (outcomes.Wins, outcomes.Losses, outcomes.Ties));
        Assert.Contains("label", Assert.Throws<InvalidOperationException>(() => Catalog.EvaluateRegression(candidate, baseline)).Message);
    }

    [Fact]
    public void EvaluateRegression_OfOtherRows_IsRefused()
    {
        var (one, two) = (View(("a", "x", "x")), View(("a", "x", "x"), ("a", "y", "y")));
        Assert.Throws<InvalidOperationException>(() => Catalog.EvaluateRegression(one, two));
        var named = _ml.Data.LoadFromEnumerable(new[] { new { Id = "1", Label = "x", Answer = "x" } }.ToList());
        var other = _ml.Data.LoadFromEnumerable(new[] { new { Id = "2", Label = "x", Answer = "x" } }.ToList());
        Assert.Contains("'1'", Assert.Throws<InvalidOperationException>(() => Catalog.EvaluateRegression(other, named, idColumnName: "Id")).Message);
    }

    private IDataView View(params (string Task, string Label, string Answer)[] rows) =>
        _ml.Data.LoadFromEnumerable(rows.Select(row => new { row.Task, row.Label, row.Answer }).ToList());
}
