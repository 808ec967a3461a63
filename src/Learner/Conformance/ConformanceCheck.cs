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

    /// <summary>
    /// Some checks of a folder; where they cannot be made, one that fails with the reason, so that the folder's others are made all the same.
    /// </summary>
    /// <param name="name">What was to be compared.</param>
    /// <param name="compare">Compares.</param>
    internal static IReadOnlyList<ConformanceCheck> Attempt(string name, Func<IEnumerable<ConformanceCheck>> compare)
    {
        try
        {
            return [.. compare()];
        }
        catch (Exception error) when (IsOfTheFolder(error))
        {
            return [Impossible(name, error.Message)];
        }
    }

    /// <summary>
    /// Whether an error tells of a folder that cannot be read or run, a model that is larger than the device included; not of this process at its end.
    /// </summary>
    internal static bool IsOfTheFolder(Exception error) => error is not OutOfMemoryException or InsufficientMemoryException;
}
