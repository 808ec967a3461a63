namespace MlopsCl.Host;

/// <summary>One thing that was timed several times, in seconds.</summary>
/// <param name="Name">Its name, for machines.</param>
/// <param name="What">What was timed.</param>
/// <param name="Count">How often.</param>
/// <param name="Median">The median.</param>
/// <param name="P95">95 of 100 were at most this; the longest of fewer than 20.</param>
/// <param name="Max">The longest.</param>
/// <param name="Limit">What <paramref name="P95"/> is wanted to stay below.</param>
internal sealed record LatencyFigure(string Name, string What, int Count, double Median, double P95, double Max, double Limit)
{
    public bool IsWithin => P95 < Limit;

    public static LatencyFigure Of(string name, string what, IReadOnlyCollection<double> seconds, double limit)
    {
        double[] ordered = [.. seconds.Order()];
        return new LatencyFigure(name, what, ordered.Length, Percentile(ordered, 50), Percentile(ordered, 95), Percentile(ordered, 100), limit);
    }

    // Nearest rank: the smallest value that this share of all does not exceed.
    private static double Percentile(double[] ordered, int percent) => Math.Round(ordered[((percent * ordered.Length) + 99) / 100 - 1], 4);
}
