namespace MlopsCl.Pipeline;

/// <summary>What a gate rule says.</summary>
public enum RuleResult
{
    /// <summary>The rule is satisfied.</summary>
    Pass,

    /// <summary>The rule is broken.</summary>
    Fail,

    /// <summary>The rule cannot be decided from the evidence.</summary>
    Undecided,
}
