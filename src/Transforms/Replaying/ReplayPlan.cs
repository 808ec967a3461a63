namespace MlopsCl.Transforms.Replaying;

/// <summary>Spreads memory rows evenly between new rows.</summary>
/// <param name="Ratio">Memory rows for each new row, above 0.</param>
internal sealed record ReplayPlan(double Ratio)
{
    /// <summary>How many memory rows come before and with the n-th new row: the whole part of n times the ratio.</summary>
    /// <param name="newRows">How many new rows there were, this one included.</param>
    internal long Due(long newRows) => (long)Math.Floor((newRows * Ratio) + 1e-9);

    /// <summary>So many memory rows that each comes once.</summary>
    internal static ReplayPlan EachOnce(long newRows, long memoryRows) => new((double)memoryRows / newRows);
}
