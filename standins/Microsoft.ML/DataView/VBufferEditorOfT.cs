namespace Microsoft.ML.Data;

/// <summary>Writes into a vector; made by <see cref="VBufferEditor.Create"/>.</summary>
/// <typeparam name="T">The type of each item.</typeparam>
public readonly ref struct VBufferEditor<T>
{
    /// <summary>The indices to write, in ascending order; empty where all items are stored.</summary>
    public readonly Span<int> Indices;

    /// <summary>The items to write.</summary>
    public readonly Span<T> Values;

    private readonly int _length;
    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool sparse)
    {
        _length = length;
        _count = count;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = sparse ? indices.AsSpan(0, count) : default;
    }

    /// <summary>Ends the writing.</summary>
    /// <returns>The vector that was written; assign it to the destination.</returns>
    public VBuffer<T> Commit() => new(_length, _count, _values, _indices);
}
