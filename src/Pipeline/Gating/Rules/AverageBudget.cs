namespace MlopsCl.Pipeline.Gating.Rules;

/// <summary>The earlier tasks together lost no more than a budget against the best releases ever. Uninformative tasks do not dilute the mean.</summary>
internal sealed class AverageBudget : GateRule
{
    public override string Name => "average-budget";

    public override IEnumerable<RuleOutcome> Judge(GateInput input, GatePolicy policy)
    {
        if (input.EarlierTasks.Count == 0)
            return [Pass(null, "There is no earlier task that could be forgotten.")];
        var losses = new List<double>();
        foreach (var task in input.EarlierTasks)
        {
            if (input.Candidate.Find(task) is not { } candidate || input.Best?.Find(task) is not { } best)
                return [Fail(null, $"The average loss is not known: a scorecard lacks the task '{task}'.")];
            if (!Points.AtMost(best.Accuracy, policy.FloorOf(best)))
                losses.Add(Comparison.Of(candidate, best).Loss);
        }

        if (losses.Count == 0)
            return [Undecided(null, $"None of the {input.EarlierTasks.Count} earlier task(s) is above its floor: uninformative.")];
        var mean = losses.Average();
        var facts = $"{losses.Count} earlier task(s) lost {Points.Of(mean)} points on average against the best releases ever; " +
            $"the budget is {Points.Of(policy.AverageBudget)}.";
        return [Points.AtMost(mean, policy.AverageBudget) ? Pass(null, facts) : Fail(null, facts)];
    }
}
