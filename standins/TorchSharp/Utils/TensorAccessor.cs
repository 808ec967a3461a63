using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a tensor's elements in the order of its dimensions, whatever its strides. Made by <see cref="Tensor.data{T}"/>.</summary>
public sealed class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool inOrder;

    internal TensorAccessor(Tensor tensor) =>
        (this.tensor, shape, strides, inOrder, Count) = (tensor, tensor.shape, tensor.stride(), tensor.is_contiguous(), tensor.numel());

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>The element at a place; one number counts through all elements, otherwise there is one for each dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[params long[] indices]
    {
        get => At(Offset(indices));
        set => At(Offset(indices)) = value;
    }

    /// <summary>The elements as an array.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>Copies the elements from a place on to an array, as many as there are or as it holds.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements from a place on to a span, as many as there are or as it holds.</summary>
    internal void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Math.Max(0, Count - tensorIndex));
        if (inOrder) InOrder(tensorIndex, count).CopyTo(target);
        else for (var i = 0; i < count; i++) target[i] = At(Place(tensorIndex + i));
        GC.KeepAlive(tensor);
    }

    /// <summary>Copies a span over the elements from a place on.</summary>
    /// <exception cref="ArgumentException">The span holds more than the tensor from that place on.</exception>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        if (tensorIndex < 0 || source.Length > Count - tensorIndex)
            throw new ArgumentException($"{source.Length} elements from place {tensorIndex} on do not fit into {Count}.", nameof(array));
        if (inOrder) source.CopyTo(InOrder(tensorIndex, source.Length));
        else for (var i = 0; i < source.Length; i++) At(Place(tensorIndex + i)) = source[i];
        GC.KeepAlive(tensor);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++) yield return At(Place(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the tensor stays.</summary>
    public void Dispose()
    {
    }

    private unsafe ref T At(long offset) => ref ((T*)tensor.Address())[offset];

    private unsafe Span<T> InOrder(long start, int count) => new((T*)tensor.Address() + start, count);

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1) return indices[0] >= 0 && indices[0] < Count ? Place(indices[0]) : throw Outside(indices);
        if (indices.Length != shape.Length) throw Outside(indices);
        var offset = 0L;
        for (var d = 0; d < shape.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= shape[d]) throw Outside(indices);
            offset += indices[d] * strides[d];
        }

        return offset;
    }

    private long Place(long index)
    {
        if (inOrder) return index;
        var offset = 0L;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            (index, var at) = Math.DivRem(index, shape[d]);
            offset += at * strides[d];
        }

        return offset;
    }

    private IndexOutOfRangeException Outside(long[] indices) =>
        new($"There is no element [{string.Join(", ", indices)}] in a tensor of the shape [{string.Join(", ", shape)}].");
}
