namespace MlopsCl.Pipeline;

/// <summary>One task's cell of the accuracy matrix.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="DatasetSha256">The dataset that the held-out items come from.</param>
/// <param name="Rule">The scoring rule.</param>
/// <param name="Outcomes">Every item's outcome.</param>
public sealed record TaskScore(string Task, string DatasetSha256, string Rule, IReadOnlyList<ItemOutcome> Outcomes)
{
    /// <summary>How many items were scored.</summary>
    public int Items => Outcomes.Count;

    /// <summary>The mean score, 0 to 1; not a number when there are no items.</summary>
    public double Accuracy => Outcomes.Count == 0 ? double.NaN : Outcomes.Sum(o => o.Score) / Outcomes.Count;
}
