using System.Text.Json;
using MlopsCl.Pipeline.Gating;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Gating;

public sealed class GateTests
{
    private static readonly GatePolicy Policy = new() { MinimumGain = 0.05, ForgettingBudget = 0.02, AverageBudget = 0.02, MinimumItems = 50 };

    [Fact]
    public void Judge_TheFirstTaskWithAGainOverTheBase_IsAccepted()
    {
        var verdict = Gate.Judge(First(candidate: Score("a", 80), reference: Score("a", 30)), Policy);
        Assert.IsType<Accepted>(verdict);
        Assert.Contains(
            verdict.Reasons, r => r is { Rule: "minimum-gain", Result: RuleResult.Pass }
                && r.Reason.StartsWith("80 of 100 against 30 (the base model) on 100 items: a gain of 50 points", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(35, true)]
    [InlineData(34, false)]
    [InlineData(10, false)]
    public void Judge_AGainUnderTheMinimum_IsRejected(int candidate, bool accepted) =>
        Assert.Equal(accepted, Gate.Judge(First(Score("a", candidate), Score("a", 30)), Policy) is Accepted);

    [Fact]
    public void Judge_ANewTaskWithoutAnyGain_SaysAGainOfZero()
    {
        var verdict = Gate.Judge(First(Score("a", 30), Score("a", 30)), Policy);
        Assert.Contains("a gain of 0 points;", verdict.Reasons.Single(r => r.Rule == "minimum-gain").Reason);
    }

    [Fact]
    public void Judge_WithoutBaseAndWithoutProduction_IsRejected()
    {
        var verdict = Gate.Judge(new GateInput(Card("run", Score("a", 90)), "a", null, null, null) { EarlierTasks = [] }, Policy);
        AssertFails(verdict, "complete-evidence", "minimum-gain");
    }

    [Fact]
    public void Judge_ANewTaskLearnedNoBetterThanAConstantAnswer_IsRejected()
    {
        var verdict = Gate.Judge(First(Score("a", 60, gold: _ => "same"), Score("a", 0, gold: _ => "same")), Policy);
        AssertFails(verdict, "minimum-gain");
    }

    [Theory]
    [InlineData(78, true)]
    [InlineData(77, false)]
    public void Judge_AnEarlierTaskBeyondItsBudget_IsRejected(int retained, bool accepted) =>
        Assert.Equal(accepted, Gate.Judge(Second(retained: Score("a", retained), production: Score("a", 80), best: Score("a", 80)), Policy) is Accepted);

    [Fact]
    public void Judge_ATaskWithABudgetOfItsOwn_IsHeldAgainstThat()
    {
        var generous = Policy with { TaskBudgets = new Dictionary<string, double> { ["a"] = 0.1 }, AverageBudget = 0.1 };
        Assert.IsType<Accepted>(Gate.Judge(Second(Score("a", 71), Score("a", 80), Score("a", 80)), generous));
    }

    [Fact]
    public void Judge_ErosionOfNineTenthsOfAPointTwentyTimes_IsCaughtAgainstTheBestEver()
    {
        var (production, accepted) = (Score("a", 900, items: 1000), 0);
        var best = production;
        var policy = Policy with { ForgettingBudget = 0.02 };
        for (var step = 1; step <= 20; step++)
        {
            var candidate = Score("a", 900 - (9 * step), items: 1000);
            var verdict = Gate.Judge(Second(candidate, production, best), policy);
            var against = verdict.Reasons.Where(r => r.Rule == "forgetting-budget").ToList();
            Assert.Equal(RuleResult.Pass, against[0].Result); // each step is within the budget against production
            accepted += verdict is Accepted ? 1 : 0;
            production = candidate;
        }

        Assert.Equal(2, accepted); // 0.9 and 1.8 points are within 2; 2.7 are not
    }

    [Fact]
    public void Judge_TotalForgettingHiddenAmongTasksAtTheirFloor_IsRejectedAndTheOthersAreUninformative()
    {
        var names = Enumerable.Range(1, 7).Select(i => $"floor{i}").ToArray();
        Scorecard Card8(string subject, int learned) =>
            Card(subject, [Score("learned", learned), .. names.Select(n => Score(n, 0)), Score("new", subject == "run" ? 90 : 10)]);
        var input = new GateInput(Card8("run", 0), "new", Card8("release-8", 100), Card8("best", 100), null) { EarlierTasks = ["learned", .. names] };
        var verdict = Gate.Judge(input, Policy);
        AssertFails(verdict, "forgetting-budget", "average-budget");
        Assert.All(verdict.Reasons.Where(r => r.Rule == "forgetting-budget" && r.Task != "learned"), r => Assert.Equal(RuleResult.Undecided, r.Result));
        Assert.Contains(verdict.Reasons, r => r.Rule == "average-budget" && r.Reason.StartsWith("1 earlier task(s) lost 100 points", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Judge_AReferenceAtItsFloor_IsInconclusiveAndNeverAPass(int reference)
    {
        // Ten answers, ten items each: a constant answer scores 10 of 100.
        var verdict = Gate.Judge(Second(Score("a", reference), Score("a", reference), Score("a", reference)), Policy);
        Assert.IsType<Inconclusive>(verdict);
        Assert.All(verdict.Reasons.Where(r => r.Task == "a" && r.Rule == "forgetting-budget"), r => Assert.Equal(RuleResult.Undecided, r.Result));
    }

    [Fact]
    public void Judge_AFloorThatThePolicyNames_TakesThePlaceOfTheConstantAnswer() =>
        Assert.IsType<Inconclusive>(Gate.Judge(Second(Score("a", 30), Score("a", 30), Score("a", 30)), Policy with { Floor = 0.3 }));

    [Fact]
    public void Judge_TheAverageOfManySmallLosses_IsHeldAgainstItsOwnBudget()
    {
        Scorecard Card3(string subject, int score) => Card(subject, Score("a", score), Score("b", score), Score("new", subject == "run" ? 90 : 10));
        var input = new GateInput(Card3("run", 79), "new", Card3("release-2", 80), Card3("best", 80), null) { EarlierTasks = ["a", "b"] };
        AssertFails(Gate.Judge(input, Policy with { AverageBudget = 0.005 }), "average-budget");
        Assert.IsType<Accepted>(Gate.Judge(input, Policy with { AverageBudget = 0.01 }));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    public void Judge_AScoreThatIsNoFraction_IsRejected(double score)
    {
        var task = Score("a", 80);
        var spoilt = task with { Outcomes = [task.Outcomes[0] with { Score = score }, .. task.Outcomes.Skip(1)] };
        AssertFails(Gate.Judge(First(spoilt, Score("a", 30)), Policy), "no-invalid-numbers");
        AssertFails(Gate.Judge(Second(Score("a", 80), spoilt, Score("a", 80)), Policy), "no-invalid-numbers");
    }

    [Theory]
    [InlineData("candidate")]
    [InlineData("production")]
    [InlineData("best")]
    public void Judge_ATaskThatAScorecardLacks_IsRejected(string which)
    {
        var (full, lacking) = (Score("a", 80), (TaskScore?)null);
        var verdict = Gate.Judge(
            Second(which == "candidate" ? lacking : full, which == "production" ? lacking : full, which == "best" ? lacking : full), Policy);
        AssertFails(verdict, "complete-evidence", "forgetting-budget");
    }

    [Fact]
    public void Judge_EarlierTasksWithoutProduction_IsRejected()
    {
        var input = new GateInput(Card("run", Score("a", 80), Score("new", 90)), "new", null, null, Card("base", Score("new", 10))) { EarlierTasks = ["a"] };
        AssertFails(Gate.Judge(input, Policy), "complete-evidence");
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(49, false)]
    public void Judge_TooFewItems_AreNoEvidence(int items, bool accepted) =>
        Assert.Equal(accepted, Gate.Judge(First(Score("a", items, items), Score("a", 0, items)), Policy) is Accepted);

    [Fact]
    public void Judge_ScoresOfOtherItems_CannotBeCompared()
    {
        var other = Score("a", 80);
        other = other with { Outcomes = [.. other.Outcomes.Select(o => o with { Item = "other " + o.Item })] };
        AssertFails(Gate.Judge(Second(Score("a", 80), other, Score("a", 80)), Policy), "complete-evidence", "forgetting-budget");
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(99, 100)]
    [InlineData(100, 1)]
    [InlineData(100, 99)]
    public void Judge_AReferenceOnFewerItems_IsNoEvidence(int production, int best)
    {
        // Both are perfect on the few items that they were examined on, and so is the candidate: on those alone nothing is lost.
        var verdict = Gate.Judge(Second(Score("a", 100), Score("a", production, production), Score("a", best, best)), Policy);
        AssertFails(verdict, "complete-evidence");
        Assert.Contains(verdict.Reasons, r => r.Reason.Contains($"{100 - Math.Min(production, best)} are not among those of", StringComparison.Ordinal));
    }

    [Fact]
    public void Judge_ANewTaskWhoseReferenceWasExaminedOnFewerItems_IsRejected() =>
        AssertFails(Gate.Judge(First(Score("a", 100), Score("a", 0, items: 50)), Policy), "complete-evidence");

    [Fact]
    public void Judge_ItemsInAnotherOrder_ArePairedByTheirDigests()
    {
        var reversed = Score("a", 80) with { Outcomes = [.. Score("a", 80).Outcomes.Reverse()] };
        Assert.IsType<Accepted>(Gate.Judge(Second(reversed, Score("a", 80), Score("a", 80)), Policy));
    }

    [Fact]
    public void Judge_TheSameEvidenceReadFromJson_GivesTheSameVerdict()
    {
        foreach (var input in new[] { Second(Score("a", 70), Score("a", 80), Score("a", 82)), First(Score("a", 80), Score("a", 30)) })
        {
            var again = JsonSerializer.Deserialize<GateInput>(JsonSerializer.Serialize(input))!;
            var policy = JsonSerializer.Deserialize<GatePolicy>(JsonSerializer.Serialize(Policy))!;
            var (one, other) = (Gate.Judge(input, Policy), Gate.Judge(again, policy));
            Assert.Equal(one.GetType(), other.GetType());
            Assert.Equal(one.Reasons, other.Reasons);
        }
    }

    private static GateInput First(TaskScore candidate, TaskScore reference) =>
        new(Card("run", candidate), candidate.Task, null, null, Card("base", reference)) { EarlierTasks = [] };

    private static GateInput Second(TaskScore? retained, TaskScore? production, TaskScore? best) => new(
        Card("run", retained, Score("new", 90)), "new", Card("release-1", production, Score("new", 10)), Card("best", best), null)
    {
        EarlierTasks = ["a"],
    };

    private static Scorecard Card(string subject, params TaskScore?[] tasks) => new("s", subject, [.. tasks.OfType<TaskScore>()]);

    /// <summary>A task of which the first <paramref name="right"/> items are right; ten different answers unless told otherwise.</summary>
    private static TaskScore Score(string task, int right, int items = 100, Func<int, string>? gold = null) => new(
        task, "digest", "exact",
        [.. Enumerable.Range(0, items).Select(
            i => new ItemOutcome($"{task}-{i}", $"{i}", "?", gold?.Invoke(i) ?? $"answer {i % 10}", "", i < right ? 1 : 0, null))]);

    private static void AssertFails(Verdict verdict, params string[] rules)
    {
        Assert.IsType<Rejected>(verdict);
        Assert.Equal(rules.Order(), verdict.Reasons.Where(r => r.Result == RuleResult.Fail).Select(r => r.Rule).Distinct().Intersect(rules).Order());
    }
}
