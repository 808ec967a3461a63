namespace MlopsCl.Pipeline;

/// <summary>One rule's outcome for one task, or for the whole scorecard.</summary>
/// <param name="Rule">The rule's name, such as <c>minimum-gain</c>.</param>
/// <param name="Task">The task; null when the rule looks at all of them.</param>
/// <param name="Result">Pass, fail or undecided.</param>
/// <param name="Reason">One sentence: the value, the limit and what they were compared with.</param>
public sealed record RuleOutcome(string Rule, string? Task, RuleResult Result, string Reason);
