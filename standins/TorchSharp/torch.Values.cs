using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<long>(dataArray, [dataArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        float[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<float>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<float>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<double>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 2 dimensions.</summary>
    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of any rank.</summary>
    internal static Tensor from_array(Array rawArray, ScalarType? dtype, Device device = null, bool requires_grad = false, string[] names = null)
    {
        var shape = Enumerable.Range(0, rawArray.Rank).Select(d => rawArray.GetLongLength(d)).ToArray();
        var source = ElementType.Of(rawArray.GetType().GetElementType());
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(rawArray), Buffer.ByteLength(rawArray));
        return Native.ts_from_memory(bytes, shape, Unnamed(shape, names), (int)source, TensorOptions.Of(dtype ?? source, device, requires_grad));
    }

    private static Tensor Copied<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device device, bool requires_grad, string[] names)
        where T : unmanaged
    {
        var needed = 1L;
        foreach (var length in shape) needed *= length;
        if (needed != values.Length) throw new ArgumentException(
            $"{values.Length} values do not fill the shape [{string.Join(", ", shape.ToArray())}], which holds {needed}.", nameof(values));
        var source = ElementType.Of(typeof(T));
        return Native.ts_from_memory(
            MemoryMarshal.AsBytes(values), shape, Unnamed(shape, names), (int)source, TensorOptions.Of(dtype ?? source, device, requires_grad));
    }
}
