namespace MlopsCl.Pipeline;

/// <summary>The gate's decision. A closed family; only the gate makes one.</summary>
/// <param name="Reasons">Each rule's outcome.</param>
public abstract record Verdict(IReadOnlyList<RuleOutcome> Reasons);

/// <summary>Every rule passed: the candidate may be promoted.</summary>
public sealed record Accepted : Verdict
{
    internal Accepted(IReadOnlyList<RuleOutcome> reasons)
        : base(reasons)
    {
    }
}

/// <summary>At least one rule failed.</summary>
public sealed record Rejected : Verdict
{
    internal Rejected(IReadOnlyList<RuleOutcome> reasons)
        : base(reasons)
    {
    }
}

/// <summary>No rule failed, but at least one could not be decided.</summary>
public sealed record Inconclusive : Verdict
{
    internal Inconclusive(IReadOnlyList<RuleOutcome> reasons)
        : base(reasons)
    {
    }
}
