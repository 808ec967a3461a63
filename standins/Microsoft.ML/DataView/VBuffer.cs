namespace Microsoft.ML.Data;

/// <summary>
/// A vector that is dense, or sparse with sorted indices. Its arrays may be longer than needed and are reused:
/// write through <see cref="VBufferEditor"/>, keep values by <see cref="CopyTo(ref VBuffer{T})"/>.
/// </summary>
/// <typeparam name="T">The type of each item.</typeparam>
public readonly struct VBuffer<T>
{
    /// <summary>The number of items, those that are not stored included.</summary>
    public readonly int Length;

    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    /// <summary>A dense vector over an array, which is not copied.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="values">At least <paramref name="length"/> items.</param>
    /// <param name="indices">An array kept for reuse, not used by a dense vector.</param>
    /// <exception cref="ArgumentOutOfRangeException">The array is too short, or the length is negative.</exception>
    public VBuffer(int length, T[] values, int[] indices = null)
        : this(length, length, values, indices)
    {
    }

    /// <summary>A vector over arrays, which are not copied.</summary>
    /// <param name="length">The number of items.</param>
    /// <param name="count">The number of stored items; the vector is dense where it equals the length.</param>
    /// <param name="values">At least <paramref name="count"/> items.</param>
    /// <param name="indices">Where sparse, at least <paramref name="count"/> ascending indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">An array is too short, or a number is negative.</exception>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length);
        ArgumentOutOfRangeException.ThrowIfLessThan(values?.Length ?? 0, count, nameof(values));
        if (count < length)
            ArgumentOutOfRangeException.ThrowIfLessThan(indices?.Length ?? 0, count, nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    /// <summary>Whether every item is stored.</summary>
    public bool IsDense => _count == Length;

    internal T[] ValueArray => _values;

    internal int[] IndexArray => _indices;

    /// <summary>The stored items.</summary>
    /// <returns>As many as there are items where dense, otherwise one for each index.</returns>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>Where the stored items of a sparse vector stand.</summary>
    /// <returns>Ascending; empty for a dense vector.</returns>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    /// <summary>One item.</summary>
    /// <param name="index">From 0 to below the length.</param>
    /// <returns>The item, or the default value where it is not stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside of the vector.</exception>
    public T GetItemOrDefault(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        var at = IsDense ? index : Array.BinarySearch(_indices, 0, _count, index);
        return at < 0 ? default : _values[at];
    }

    /// <summary>Every item in order, those that are not stored as the default value.</summary>
    /// <returns>As many as the length.</returns>
    public IEnumerable<T> DenseValues()
    {
        var dense = new T[Length];
        CopyTo(dense);
        return dense;
    }

    /// <summary>Copies the vector, as sparse as it is, and reuses the arrays of the destination.</summary>
    /// <param name="destination">Becomes equal to this vector, with storage of its own.</param>
    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    /// <summary>Copies every item, those that are not stored as the default value.</summary>
    /// <param name="destination">At least as many places as the length.</param>
    public void CopyTo(Span<T> destination)
    {
        if (IsDense)
        {
            GetValues().CopyTo(destination);
            return;
        }

        destination[..Length].Clear();
        for (var i = 0; i < _count; i++)
            destination[_indices[i]] = _values[i];
    }

    /// <summary>The length and how much of it is stored.</summary>
    /// <returns>Such as "Dense vector of size 4".</returns>
    public override string ToString() =>
        IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";
}
