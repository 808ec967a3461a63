namespace Microsoft.ML.Data;

/// <summary>Makes editors that write into a vector and reuse its arrays.</summary>
public static class VBufferEditor
{
    /// <summary>Starts to write a vector of a new length.</summary>
    /// <typeparam name="T">The type of each item.</typeparam>
    /// <param name="destination">Gives its arrays; it must not be read until the editor has committed.</param>
    /// <param name="newLogicalLength">The length of the new vector.</param>
    /// <param name="valuesCount">How many items are stored; all where null.</param>
    /// <param name="maxValuesCapacity">The most room to make when arrays grow.</param>
    /// <param name="keepOldOnResize">Whether items stored so far are kept when arrays grow.</param>
    /// <param name="requireIndicesOnDense">Whether there shall be room for indices even where all items are stored.</param>
    /// <returns>An editor whose spans have room for the stored items. Its content is undefined until written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or more than the length.</exception>
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        var count = valuesCount ?? newLogicalLength;
        ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(valuesCount));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, newLogicalLength, nameof(valuesCount));
        var capacity = Math.Max(count, Math.Min(maxValuesCapacity ?? newLogicalLength, newLogicalLength));
        var values = Grown(destination.ValueArray, count, capacity, keepOldOnResize);
        var sparse = count < newLogicalLength || requireIndicesOnDense;
        var indices = sparse ? Grown(destination.IndexArray, count, capacity, keepOldOnResize) : destination.IndexArray;
        return new VBufferEditor<T>(newLogicalLength, count, values, indices, sparse);
    }

    private static TItem[] Grown<TItem>(TItem[] array, int needed, int capacity, bool keep)
    {
        if (needed == 0 || array?.Length >= needed)
            return array ?? [];
        var grown = new TItem[array is null ? needed : Math.Min(capacity, Math.Max(needed, 2 * array.Length))];
        if (keep)
            array?.CopyTo(grown, 0);
        return grown;
    }
}
