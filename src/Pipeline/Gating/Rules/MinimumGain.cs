namespace MlopsCl.Pipeline.Gating.Rules;

/// <summary>
/// The candidate is better at the new task than production (than the base model, while there is no production), and better than a constant answer:
/// a task that is promoted at its floor could never show later that it was forgotten.
/// </summary>
internal sealed class MinimumGain : GateRule
{
    public override string Name => "minimum-gain";

    public override IEnumerable<RuleOutcome> Judge(GateInput input, GatePolicy policy)
    {
        var name = input.Production is null ? "the base model" : "production";
        if (input.Candidate.Find(input.NewTask) is not { } candidate || (input.Production ?? input.Base)?.Find(input.NewTask) is not { } reference)
            return [Fail(input.NewTask, $"The gain over {name} is not known: a scorecard lacks the task.")];
        var compared = Comparison.Of(candidate, reference);
        var floor = policy.FloorOf(candidate);
        var facts = $"{Points.Of(compared.Candidate)} of 100 against {Points.Of(compared.Reference)} ({name}) on {compared.Items} items: " +
            $"a gain of {Points.Of(-compared.Loss)} points";
        if (!Points.AtLeast(-compared.Loss, policy.MinimumGain))
            return [Fail(input.NewTask, $"{facts}; at least {Points.Of(policy.MinimumGain)} are needed.")];
        return Points.AtMost(compared.Candidate, floor)
            ? [Fail(input.NewTask, $"{facts}, but {Points.Of(floor)} is what a constant answer scores: nothing was learned.")]
            : [Pass(input.NewTask, $"{facts}; at least {Points.Of(policy.MinimumGain)} are needed.")];
    }
}
