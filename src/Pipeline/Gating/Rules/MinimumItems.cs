namespace MlopsCl.Pipeline.Gating.Rules;

/// <summary>Every task was examined on enough items to count as evidence.</summary>
internal sealed class MinimumItems : GateRule
{
    public override string Name => "minimum-items";

    public override IEnumerable<RuleOutcome> Judge(GateInput input, GatePolicy policy) =>
        from task in input.EarlierTasks.Append(input.NewTask).Distinct()
        let items = input.Candidate.Find(task)?.Items ?? 0
        select items >= policy.MinimumItems
            ? Pass(task, $"{items} items; at least {policy.MinimumItems} are needed.")
            : Fail(task, $"{items} items are too few; at least {policy.MinimumItems} are needed. Submit a larger held-out set.");
}
