using MlopsCl.Pipeline.Gating;

namespace MlopsCl.Pipeline;

/// <summary>
/// A verdict as it is stored and read again. It informs; only the gate's own <see cref="Accepted"/> opens the way to promotion.
/// </summary>
/// <param name="Result"><c>accepted</c>, <c>rejected</c> or <c>inconclusive</c>.</param>
/// <param name="Reasons">Each rule's outcome.</param>
/// <param name="Policy">The limits that were held against; with them and the scorecards anybody can judge again. Null in a record that lacks them.</param>
public sealed record VerdictRecord(string Result, IReadOnlyList<RuleOutcome> Reasons, GatePolicy? Policy = null)
{
    /// <summary>The stored form of a verdict.</summary>
    /// <param name="verdict">The gate's verdict.</param>
    /// <param name="policy">The limits that it rests on.</param>
    /// <exception cref="ArgumentException">The verdict is of no known kind.</exception>
    public static VerdictRecord Of(Verdict verdict, GatePolicy policy) => new(
        verdict switch
        {
            Accepted => "accepted",
            Rejected => "rejected",
            Inconclusive => "inconclusive",
            _ => throw new ArgumentException($"Verdict '{verdict.GetType().Name}' is of no known kind.", nameof(verdict)),
        },
        verdict.Reasons,
        policy);
}
