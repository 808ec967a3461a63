using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(dtype ?? ScalarType.Bool, device, requires_grad));

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(byte scalar, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(ScalarType.Byte, device, requires_grad));

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(sbyte scalar, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(ScalarType.Int8, device, requires_grad));

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(short scalar, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(ScalarType.Int16, device, requires_grad));

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(int scalar, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(ScalarType.Int32, device, requires_grad));

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(dtype ?? ScalarType.Int64, device, requires_grad));

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(float scalar, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(ScalarType.Float32, device, requires_grad));

    /// <summary>A tensor of one number, without dimensions.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Native.ts_scalar(scalar, TensorOptions.Of(dtype ?? ScalarType.Float64, device, requires_grad));

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        bool[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<bool>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<bool>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        byte[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<byte>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<byte>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        sbyte[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<sbyte>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<sbyte>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        short[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<short>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<short>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        int[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<int>(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<int>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array, of one dimension.</summary>
    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<long>(dataArray, [dataArray.Length], dtype, device, requires_grad, names);

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<long>(dataArray, dimensions, dtype, device, requires_grad, names);

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

    /// <summary>A copy of an array in a shape.</summary>
    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<double>(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of a list, of one dimension.</summary>
    public static Tensor tensor(
        IList<bool> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<bool>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A copy of a list in a shape.</summary>
    public static Tensor tensor(
        IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<bool>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of a list, of one dimension.</summary>
    public static Tensor tensor(
        IList<int> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<int>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A copy of a list in a shape.</summary>
    public static Tensor tensor(
        IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<int>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 2 dimensions.</summary>
    public static Tensor tensor(
        int[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 3 dimensions.</summary>
    public static Tensor tensor(
        int[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 4 dimensions.</summary>
    public static Tensor tensor(
        int[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of a list, of one dimension.</summary>
    public static Tensor tensor(
        IList<long> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<long>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A copy of a list in a shape.</summary>
    public static Tensor tensor(
        IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<long>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 2 dimensions.</summary>
    public static Tensor tensor(
        long[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 3 dimensions.</summary>
    public static Tensor tensor(
        long[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 4 dimensions.</summary>
    public static Tensor tensor(
        long[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of a list, of one dimension.</summary>
    public static Tensor tensor(
        IList<float> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<float>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A copy of a list in a shape.</summary>
    public static Tensor tensor(
        IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        Copied<float>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 2 dimensions.</summary>
    public static Tensor tensor(
        float[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 3 dimensions.</summary>
    public static Tensor tensor(
        float[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 4 dimensions.</summary>
    public static Tensor tensor(
        float[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of a list, of one dimension.</summary>
    public static Tensor tensor(
        IList<double> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Copied<double>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 2 dimensions.</summary>
    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 3 dimensions.</summary>
    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of 4 dimensions.</summary>
    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        from_array(rawArray, dtype, device, requires_grad, names);

    /// <summary>A copy of memory in a shape.</summary>
    public static Tensor tensor(
        Memory<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        Copied<byte>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of memory in a shape.</summary>
    public static Tensor tensor(
        Memory<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Copied<int>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of memory in a shape.</summary>
    public static Tensor tensor(
        Memory<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        Copied<long>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of memory in a shape.</summary>
    public static Tensor tensor(
        Memory<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        Copied<float>(rawArray.Span, dimensions, dtype, device, requires_grad, names);

    /// <summary>A copy of an array of any rank.</summary>
    public static Tensor from_array(Array rawArray, Device device = null) => from_array(rawArray, null, device);

    /// <summary>A copy of an array of any rank.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device device = null, bool requires_grad = false, string[] names = null)
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
        if (needed != values.Length) throw new ArgumentException($"{values.Length} values do not fill the shape [{string.Join(", ", shape.ToArray())}], which holds {needed}.", nameof(values));
        var source = ElementType.Of(typeof(T));
        return Native.ts_from_memory(MemoryMarshal.AsBytes(values), shape, Unnamed(shape, names), (int)source, TensorOptions.Of(dtype ?? source, device, requires_grad));
    }
}
