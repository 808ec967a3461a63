using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: views, joining, splitting, indexing; see <c>native/shapes.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Tensor ts_view(Tensor a, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)] internal static partial Tensor ts_reshape(Tensor a, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)] internal static partial Tensor ts_expand(
        Tensor a, ReadOnlySpan<long> size, int rank, [MarshalAs(UnmanagedType.Bool)] bool @implicit);
    [LibraryImport(Library)] internal static partial Tensor ts_permute(Tensor a, ReadOnlySpan<long> dims, int rank);
    [LibraryImport(Library)] internal static partial Tensor ts_transpose(Tensor a, long dim0, long dim1);
    [LibraryImport(Library)] internal static partial Tensor ts_t(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_unsqueeze(Tensor a, long dim);
    [LibraryImport(Library)] internal static partial Tensor ts_flatten(Tensor a, long start, long end);
    [LibraryImport(Library)] internal static partial Tensor ts_narrow(Tensor a, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial Tensor ts_select(Tensor a, long dim, long index);
    [LibraryImport(Library)] internal static partial Tensor ts_cat(ReadOnlySpan<Tensor> list, int count, long dim);
    [LibraryImport(Library)] internal static partial Tensor ts_stack(ReadOnlySpan<Tensor> list, int count, long dim);
    [LibraryImport(Library)] internal static partial Tensor ts_index_select(Tensor a, long dim, Tensor index);
    [LibraryImport(Library)] internal static partial Tensor ts_index_add(Tensor a, long dim, Tensor index, Tensor source, Scalar alpha);
    [LibraryImport(Library)] internal static partial Tensor ts_index_copy(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial Tensor ts_repeat_interleave(
        Tensor a, long repeats, long dim, [MarshalAs(UnmanagedType.Bool)] bool has_dim);
}
