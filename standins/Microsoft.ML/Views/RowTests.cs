using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>The tests of <see cref="FilterView"/>.</summary>
internal static class RowTests
{
    /// <summary>Whether a number, or a key, lies in a range that excludes its end.</summary>
    internal static Func<DataViewRow, Func<bool>> InRange(DataViewSchema.Column column, double lower, double upper) => row =>
    {
        var number = Value<double>(row, column, value => Convert.ToDouble(value, CultureInfo.InvariantCulture));
        return () => number() is var value && value >= lower && value < upper;
    };

    /// <summary>Whether a row falls into a share of all rows, by a hash of its key column or else of its identity.</summary>
    internal static Func<DataViewRow, Func<bool>> InShare(DataViewSchema.Column? key, int seed, double share, bool inside) => row =>
    {
        var hash = key is { } column ? Value<ulong>(row, column, Hash) : IdHash(row);
        return () => (Fraction(hash(), seed) < share) == inside;
    };

    private static Func<TOut> Value<TOut>(DataViewRow row, DataViewSchema.Column column, Func<object, TOut> convert)
    {
        var box = ValueBox.Over(row, column);
        return () => convert(box.Read());
    }

    private static Func<ulong> IdHash(DataViewRow row)
    {
        var get = row.GetIdGetter();
        DataViewRowId id = default;
        return () =>
        {
            get(ref id);
            return Mixed(id.Low ^ Mixed(id.High));
        };
    }

    // FNV-1a over the characters of the value's invariant text: the same in every process.
    private static ulong Hash(object value)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in Convert.ToString(value is ReadOnlyMemory<char> text ? text.ToString() : value, CultureInfo.InvariantCulture))
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash;
    }

    private static double Fraction(ulong hash, int seed) =>
        (Mixed(hash ^ Mixed(unchecked((ulong)seed + 0x9E3779B97F4A7C15UL))) >> 11) * (1.0 / (1UL << 53));

    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mixed(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
