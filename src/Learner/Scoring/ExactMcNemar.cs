namespace MlopsCl.Learner.Scoring;

/// <summary>
/// McNemar's exact test (McNemar, 1947): of the items on which two models differ, is one of them right too often to be chance? Without a
/// difference either is right with probability 1/2, so the count is binomial.
/// </summary>
public static class ExactMcNemar
{
    /// <summary>The probability of a split at least this uneven, in either direction, when the two are equally good.</summary>
    /// <param name="onlyFirst">Items that only the first model has right, at least 0.</param>
    /// <param name="onlySecond">Items that only the second model has right, at least 0.</param>
    /// <returns>0 to 1; 1 when there is no such item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double TwoSided(int onlyFirst, int onlySecond) =>
        Math.Min(1, 2 * FirstBetter(Math.Max(onlyFirst, onlySecond), Math.Min(onlyFirst, onlySecond)));

    /// <summary>The probability of a split at least this good for the first model, when the two are equally good.</summary>
    /// <param name="onlyFirst">Items that only the first model has right, at least 0.</param>
    /// <param name="onlySecond">Items that only the second model has right, at least 0.</param>
    /// <returns>0 to 1: P(X >= onlyFirst) for X binomial with probability 1/2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double FirstBetter(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var weights = Weights(onlyFirst + onlySecond);
        return Sum(weights, onlyFirst, weights.Length) / Sum(weights, 0, weights.Length);
    }

    // Binomial coefficients over the largest of them: neighbours differ by (n - k) / (k + 1), so nothing overflows.
    private static double[] Weights(int items)
    {
        var weights = new double[items + 1];
        var middle = items / 2;
        weights[middle] = 1;
        for (var k = middle; k < items; k++)
            weights[k + 1] = weights[k] * (items - k) / (k + 1);
        for (var k = middle; k > 0; k--)
            weights[k - 1] = weights[k] * k / (items - k + 1);
        return weights;
    }

    // Smallest first: from the two ends inwards.
    private static double Sum(double[] weights, int from, int to)
    {
        var (low, high, middle) = (0.0, 0.0, weights.Length / 2);
        for (var k = from; k < Math.Min(to, middle); k++)
            low += weights[k];
        for (var k = to - 1; k >= Math.Max(from, middle); k--)
            high += weights[k];
        return low + high;
    }
}
