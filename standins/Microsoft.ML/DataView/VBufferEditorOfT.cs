namespace Microsoft.ML.Data;

/// <summary>Writes into a vector; made by <see cref="VBufferEditor.Create"/>.</summary>
/// <typeparam name="T">The type of each item.</typeparam>
public readonly ref struct VBufferEditor<T>
{
    /// <summary>The indices to write, in ascending order; empty where all items are stored.</summary>
    public readonly Span<int> Indices;

    /// <summary>The items to write.</summary>
    public readonly Span<T> Values;

    private readonly int length;
    private readonly int count;
    private readonly T[] values;
    private readonly int[] indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool sparse)
    {
        this.length = length;
        this.count = count;
        this.values = values;
        this.indices = indices;
        Values = values.AsSpan(0, count);
        Indices = sparse ? indices.AsSpan(0, count) : default;
    }

    /// <summary>Ends the writing.</summary>
    /// <returns>The vector that was written; assign it to the destination.</returns>
    public VBuffer<T> Commit() => new(length, count, values, indices);
}
