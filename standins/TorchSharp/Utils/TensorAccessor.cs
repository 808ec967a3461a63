using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads a tensor's elements in the order of its dimensions, whatever its strides. Made by <see cref="Tensor.data{T}"/>.</summary>
public sealed class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool inOrder;
    private readonly long count;

    internal TensorAccessor(Tensor tensor) =>
        (this.tensor, shape, strides, inOrder, count) = (tensor, tensor.shape, tensor.stride(), tensor.is_contiguous(), tensor.numel());

    /// <summary>The element at a place; one number counts through all elements, otherwise there is one for each dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[params long[] indices] => At(Offset(indices));

    /// <summary>The elements as an array.</summary>
    public T[] ToArray()
    {
        var array = new T[count];
        if (inOrder) InOrder().CopyTo(array);
        else for (var i = 0; i < array.Length; i++) array[i] = At(Place(i));
        GC.KeepAlive(tensor);
        return array;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < count; i++) yield return At(Place(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the tensor stays.</summary>
    public void Dispose()
    {
    }

    private unsafe T At(long offset) => ((T*)tensor.Address())[offset];

    private unsafe ReadOnlySpan<T> InOrder() => new((T*)tensor.Address(), (int)count);

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1) return indices[0] >= 0 && indices[0] < count ? Place(indices[0]) : throw Outside(indices);
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
