namespace MlopsCl.Learner.Conformance;

/// <summary>One comparison with what a reference implementation gave.</summary>
/// <param name="Name">The folder and what was compared.</param>
/// <param name="Deviation">The largest deviation; where things must be equal, how many are not.</param>
/// <param name="Tolerance">The largest deviation that passes.</param>
/// <param name="Passed">Whether it passes.</param>
public sealed record ConformanceCheck(string Name, double Deviation, double Tolerance, bool Passed)
{
    /// <summary>Where the deviation is largest, or why nothing could be compared; null where nothing deviates.</summary>
    public string? Detail { get; init; }

    /// <summary>A check that cannot pass: nothing could be compared.</summary>
    /// <param name="name">What was to be compared.</param>
    /// <param name="reason">Why it was not.</param>
    public static ConformanceCheck Impossible(string name, string reason) => new(name, 1, 0, false) { Detail = reason };
}
