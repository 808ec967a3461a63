using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>From start to before stop by a step; whole numbers give Int64.</summary>
    internal static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Native.ts_arange(start, stop, step, TensorOptions.Of(dtype ?? Counting(start, stop, step), device, requires_grad));

    /// <summary>From start to before stop; whole numbers give Int64.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1L, dtype, device, requires_grad);

    /// <summary>From 0 to before stop; whole numbers give Int64.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0L, stop, 1L, dtype, device, requires_grad);

    /// <summary>Ones on the diagonal; as many columns as rows unless given.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Native.ts_eye(rows, Unnamed([rows, columns], names) == 2 && columns < 0 ? rows : columns, TensorOptions.Of(dtype, device, requires_grad));

    /// <summary>Zeros in the shape of another tensor.</summary>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Unnamed(names, input).zeros_like(dtype, device, requires_grad);

    private static ScalarType Counting(params ReadOnlySpan<Scalar> bounds)
    {
        foreach (var bound in bounds)
        {
            if (bound.Type is ScalarType.Float32 or ScalarType.Float64) return get_default_dtype();
        }

        return ScalarType.Int64;
    }

    private static Tensor Unnamed(string[] names, Tensor input)
    {
        Unnamed([], names);
        return input;
    }
}
