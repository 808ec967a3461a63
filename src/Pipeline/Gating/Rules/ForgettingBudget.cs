namespace MlopsCl.Pipeline.Gating.Rules;

/// <summary>
/// No earlier task lost more than its budget, against production and against the best release ever, so that many small losses are counted together. Where a
/// reference is at its floor, a loss could not show: the task is uninformative, and never passes as evidence of retention.
/// </summary>
internal sealed class ForgettingBudget : GateRule
{
    public override string Name => "forgetting-budget";

    public override IEnumerable<RuleOutcome> Judge(GateInput input, GatePolicy policy) => input.EarlierTasks.Count == 0
        ? [Pass(null, "There is no earlier task that could be forgotten.")]
        : input.EarlierTasks.SelectMany(task => new[]
        {
            Judge(task, input.Candidate, input.Production, "production", policy),
            Judge(task, input.Candidate, input.Best, "the best release ever", policy),
        });

    private RuleOutcome Judge(string task, Scorecard candidate, Scorecard? references, string name, GatePolicy policy)
    {
        if (candidate.Find(task) is not { } examined || references?.Find(task) is not { } reference)
            return Fail(task, $"The loss against {name} is not known: a scorecard lacks the task.");
        var compared = Comparison.Of(examined, reference);
        var (budget, floor) = (policy.BudgetOf(task), policy.FloorOf(reference));
        var facts = $"{Points.Of(compared.Candidate)} of 100 against {Points.Of(compared.Reference)} ({name}) on {compared.Items} items: " +
            $"a loss of {Points.Of(compared.Loss)} points";
        if (!Points.AtMost(compared.Loss, budget))
            return Fail(task, $"{facts}; the budget is {Points.Of(budget)}.");
        return Points.AtMost(compared.Reference, floor)
            ? Undecided(task, $"{facts}, but a reference at its floor ({Points.Of(floor)}, what a constant answer scores) cannot show a loss: uninformative.")
            : Pass(task, $"{facts}; the budget is {Points.Of(budget)}.");
    }
}
