namespace MlopsCl.Host;

/// <summary>One thing that the program needs, or may use.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">How to get what is missing; null when nothing is.</param>
internal sealed record CheckLine(string Name, bool Ok, string Detail, string? Advice = null);
