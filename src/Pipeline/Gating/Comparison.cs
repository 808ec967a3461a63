namespace MlopsCl.Pipeline.Gating;

/// <summary>Two scores of one task on the same items, paired by the items' digests.</summary>
/// <param name="Items">How many items were paired.</param>
/// <param name="Missing">Items of the reference that the candidate was not examined on.</param>
/// <param name="Candidate">The candidate's mean score on the paired items.</param>
/// <param name="Reference">The reference's mean score on the paired items.</param>
internal sealed record Comparison(int Items, int Missing, double Candidate, double Reference)
{
    /// <summary>What the candidate lost; negative when it won.</summary>
    public double Loss => Reference - Candidate;

    /// <summary>Pairs; an item that occurs several times is paired as often.</summary>
    public static Comparison Of(TaskScore candidate, TaskScore reference)
    {
        var waiting = candidate.Outcomes.GroupBy(o => o.Item).ToDictionary(g => g.Key, g => new Queue<double>(g.Select(o => o.Score)));
        var (items, missing, sumCandidate, sumReference) = (0, 0, 0.0, 0.0);
        foreach (var outcome in reference.Outcomes)
        {
            if (waiting.TryGetValue(outcome.Item, out var scores) && scores.TryDequeue(out var score))
                (items, sumCandidate, sumReference) = (items + 1, sumCandidate + score, sumReference + outcome.Score);
            else
                missing++;
        }

        return new Comparison(items, missing, items == 0 ? double.NaN : sumCandidate / items, items == 0 ? double.NaN : sumReference / items);
    }
}
