using System.Globalization;

namespace MlopsCl.Pipeline.Gating;

/// <summary>Writes fractions as points of a hundred, and compares them without the noise of the last bits.</summary>
internal static class Points
{
    private const double Rounding = 1e-9;

    public static string Of(double fraction)
    {
        var points = (fraction * 100).ToString("0.##", CultureInfo.InvariantCulture);
        return points == "-0" ? "0" : points;
    }

    public static bool AtMost(double value, double limit) => value <= limit + Rounding;

    public static bool AtLeast(double value, double limit) => value >= limit - Rounding;
}
