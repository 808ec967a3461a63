namespace MlopsCl.Learner.Scoring;

/// <summary>Holm's step-down correction (Holm, 1979): with many tests, the chance of any false finding stays at the level of one.</summary>
public static class HolmCorrection
{
    /// <summary>Adjusted p-values: one is a finding at level alpha when it is at most alpha.</summary>
    /// <param name="pValues">The tests' p-values, each 0 to 1.</param>
    /// <returns>As many numbers, in the same order, each 0 to 1 and at least its p-value.</returns>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var (least, left) = (0.0, pValues.Count);
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            least = Math.Max(least, Math.Min(1, left-- * pValues[index]));
            adjusted[index] = least;
        }

        return adjusted;
    }
}
