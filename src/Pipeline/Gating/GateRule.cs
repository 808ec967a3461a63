namespace MlopsCl.Pipeline.Gating;

/// <summary>A rule of the gate: looks at the evidence and gives at least one outcome.</summary>
internal abstract class GateRule
{
    public abstract string Name { get; }

    public abstract IEnumerable<RuleOutcome> Judge(GateInput input, GatePolicy policy);

    protected RuleOutcome Pass(string? task, string reason) => new(Name, task, RuleResult.Pass, reason);

    protected RuleOutcome Fail(string? task, string reason) => new(Name, task, RuleResult.Fail, reason);

    protected RuleOutcome Undecided(string? task, string reason) => new(Name, task, RuleResult.Undecided, reason);
}
