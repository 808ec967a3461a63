namespace MlopsCl.Bench.MlNet;

/// <summary>A median, and the interval that holds the true one in at least 95 of 100 such measurements, however the values are distributed.</summary>
/// <param name="Low">Where the interval begins.</param>
/// <param name="Median">The median of the values.</param>
/// <param name="High">Where the interval ends.</param>
internal sealed record Spread(double Low, double Median, double High)
{
    /// <summary>The fewest values that have such an interval: of five, all lie on one side of the true median once in sixteen times.</summary>
    public const int FewestValues = 6;

    private const double Misses = 0.05;

    /// <summary>The median of some values, and its interval from their order.</summary>
    /// <param name="values">At least <see cref="FewestValues"/>.</param>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var outside = Outside(sorted.Length);
        return new Spread(sorted[outside], MedianOf(sorted), sorted[^(outside + 1)]);
    }

    /// <summary>The median of some values.</summary>
    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public override string ToString() => $"{Median * 100:+0.00;-0.00} % | {Low * 100:+0.00;-0.00} to {High * 100:+0.00;-0.00} %";

    // How many values may be left out at each end. A value is below the true median as often as a coin falls on one side, so the interval misses it as often
    // as at most that many of the coins do.
    private static int Outside(int count)
    {
        var (outside, exactly) = (0, Math.Pow(0.5, count));
        var atMost = exactly;
        while (true)
        {
            exactly *= (double)(count - outside) / (outside + 1);
            atMost += exactly;
            if (2 * atMost > Misses)
                return outside;
            outside++;
        }
    }
}
