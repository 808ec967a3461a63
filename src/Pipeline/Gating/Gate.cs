using MlopsCl.Pipeline.Gating.Rules;

namespace MlopsCl.Pipeline.Gating;

/// <summary>
/// Decides whether a candidate may be promoted. A pure function of the evidence and the policy, so that anybody can compute a verdict again; it fails closed:
/// evidence that is missing, invalid or too small is not a pass.
/// </summary>
public static class Gate
{
    private static readonly IReadOnlyList<GateRule> Rules =
        [new CompleteEvidence(), new NoInvalidNumbers(), new MinimumItems(), new MinimumGain(), new ForgettingBudget(), new AverageBudget()];

    /// <summary>Judges a candidate by every rule.</summary>
    /// <param name="input">The scorecards.</param>
    /// <param name="policy">The limits.</param>
    /// <returns>
    /// <see cref="Rejected"/> when a rule failed, else <see cref="Inconclusive"/> when one could not be decided, else <see cref="Accepted"/>; with
    /// every rule's reason.
    /// </returns>
    public static Verdict Judge(GateInput input, GatePolicy policy)
    {
        var reasons = Rules.SelectMany(rule => rule.Judge(input, policy)).ToList();
        if (reasons.Any(r => r.Result == RuleResult.Fail))
            return new Rejected(reasons);
        return reasons.Any(r => r.Result == RuleResult.Undecided) ? new Inconclusive(reasons) : new Accepted(reasons);
    }
}
