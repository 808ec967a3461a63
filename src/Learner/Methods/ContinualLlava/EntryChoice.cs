namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>Which entries a question takes, and how much of each.</summary>
/// <param name="Entries">The entries, nearest first.</param>
/// <param name="Weights">Their weights; the sum is 1.</param>
/// <param name="Cosine">The cosine of the nearest.</param>
internal sealed record EntryChoice(int[] Entries, float[] Weights, double Cosine)
{
    // Negative cosines would break the ratio.
    private const double LeastCosine = 1e-6;

    /// <summary>
    /// The M entries of largest cosine, weighted by cosine over the sum of cosines. Of equally near entries the first are taken.
    /// </summary>
    /// <param name="question">The question's vector.</param>
    /// <param name="keys">All keys.</param>
    /// <param name="candidates">The entries that may be taken, at least one.</param>
    /// <param name="count">M.</param>
    public static EntryChoice Nearest(float[] question, IReadOnlyList<float[]> keys, IEnumerable<int> candidates, int count)
    {
        var best = candidates.Select(entry => (Entry: entry, Cosine: VectorRows.Cosine(question, keys[entry])))
            .OrderByDescending(pair => pair.Cosine).ThenBy(pair => pair.Entry).Take(count).ToArray();
        double[] shares = [.. best.Select(pair => Math.Max(LeastCosine, pair.Cosine))];
        var sum = shares.Sum();
        return new EntryChoice([.. best.Select(pair => pair.Entry)], [.. shares.Select(share => (float)(share / sum))], best[0].Cosine);
    }
}
