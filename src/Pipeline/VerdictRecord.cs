namespace MlopsCl.Pipeline;

/// <summary>
/// A verdict as it is stored and read again. It informs; only the gate's own <see cref="Accepted"/> opens the way to promotion.
/// </summary>
/// <param name="Result"><c>accepted</c>, <c>rejected</c> or <c>inconclusive</c>.</param>
/// <param name="Reasons">Each rule's outcome.</param>
public sealed record VerdictRecord(string Result, IReadOnlyList<RuleOutcome> Reasons)
{
    /// <summary>The stored form of a verdict.</summary>
    /// <param name="verdict">The gate's verdict.</param>
    /// <exception cref="ArgumentException">The verdict is of no known kind.</exception>
    public static VerdictRecord Of(Verdict verdict) => new(
        verdict switch
        {
            Accepted => "accepted",
            Rejected => "rejected",
            Inconclusive => "inconclusive",
            _ => throw new ArgumentException($"Verdict '{verdict.GetType().Name}' is of no known kind.", nameof(verdict)),
        },
        verdict.Reasons);
}
