using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: new tensors, copies, conversions, and reading memory; see <c>native/creation.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Tensor ts_from_memory(
        ReadOnlySpan<byte> data, ReadOnlySpan<long> size, int rank, int source, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_empty(ReadOnlySpan<long> size, int rank, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_zeros(ReadOnlySpan<long> size, int rank, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_ones(ReadOnlySpan<long> size, int rank, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_rand(ReadOnlySpan<long> size, int rank, Generator g, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_randn(ReadOnlySpan<long> size, int rank, Generator g, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_arange(Scalar start, Scalar stop, Scalar step, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_eye(long rows, long columns, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_zeros_like(Tensor a, TensorOptions o);
    [LibraryImport(Library)] internal static partial Tensor ts_to(
        Tensor a, TensorOptions o, [MarshalAs(UnmanagedType.Bool)] bool non_blocking, [MarshalAs(UnmanagedType.Bool)] bool copy);
    [LibraryImport(Library)] internal static partial Tensor ts_clone(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_contiguous(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_copy_(Tensor a, Tensor source, [MarshalAs(UnmanagedType.Bool)] bool non_blocking);
    [LibraryImport(Library)] internal static partial long ts_fill_(Tensor a, Scalar value);
    [LibraryImport(Library)] internal static partial long ts_data(Tensor a, out nint data);
    [LibraryImport(Library)] internal static partial long ts_item_real(Tensor a, out double real);
    [LibraryImport(Library)] internal static partial long ts_dim(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_sizes(Tensor a, Span<long> values);
    [LibraryImport(Library)] internal static partial long ts_strides(Tensor a, Span<long> values);
    [LibraryImport(Library)] internal static partial long ts_size(Tensor a, long dim);
    [LibraryImport(Library)] internal static partial long ts_numel(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_element_size(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_dtype(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_device_type(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_device_index(Tensor a, out int index);
    [LibraryImport(Library)] internal static partial long ts_is_contiguous(Tensor a);
}
