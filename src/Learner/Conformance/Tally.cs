namespace MlopsCl.Learner.Conformance;

/// <summary>Gathers comparisons of one sort into a check.</summary>
/// <param name="name">What is compared.</param>
/// <param name="tolerance">The largest deviation that passes.</param>
public sealed class Tally(string name, double tolerance)
{
    private double _deviation;
    private string? _where;
    private long _compared;

    /// <summary>Compares two numbers.</summary>
    /// <param name="expected">The reference's.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="where">What they are.</param>
    public void Compare(double expected, double actual, string where) => Deviate(Math.Abs(expected - actual), where);

    /// <summary>Takes a deviation; the largest counts.</summary>
    /// <param name="deviation">At least 0; what is no number counts as the largest.</param>
    /// <param name="where">Where it is.</param>
    public void Deviate(double deviation, string where)
    {
        _compared++;
        var size = double.IsFinite(deviation) ? deviation : double.MaxValue;
        if (size <= _deviation)
            return;
        (_deviation, _where) = (size, where);
    }

    /// <summary>Compares two lists that must be equal; every place that differs counts.</summary>
    /// <param name="expected">The reference's.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="where">What they are.</param>
    /// <typeparam name="T">The elements, compared by value.</typeparam>
    public void Equal<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual, string where)
    {
        var same = expected.Zip(actual).Count(pair => Equals(pair.First, pair.Second));
        var first = expected.Zip(actual).TakeWhile(pair => Equals(pair.First, pair.Second)).Count();
        Count(Math.Max(expected.Count, actual.Count) - same, $"{where}, place {first}: expected {At(expected, first)}, got {At(actual, first)}");
    }

    /// <summary>Compares two values that must be equal.</summary>
    /// <param name="expected">The reference's.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="where">What they are.</param>
    /// <typeparam name="T">Compared by value.</typeparam>
    public void Same<T>(T expected, T actual, string where) =>
        Count(Equals(expected, actual) ? 0 : 1, $"{where}: expected {Show(expected)}, got {Show(actual)}");

    /// <summary>The check; one without any comparison does not pass.</summary>
    public ConformanceCheck ToCheck() => _compared == 0
        ? ConformanceCheck.Impossible(name, "the folder holds nothing to compare")
        : new ConformanceCheck(name, _deviation, tolerance, _deviation <= tolerance) { Detail = _where };

    private void Count(int differences, string where)
    {
        _compared++;
        _deviation += differences;
        if (differences > 0)
            _where ??= where;
    }

    private static string At<T>(IReadOnlyList<T> values, int place) => place < values.Count ? Show(values[place]) : "nothing";

    private static string Show<T>(T value) => value is string text ? $"'{text}'" : FormattableString.Invariant($"{value}");
}
