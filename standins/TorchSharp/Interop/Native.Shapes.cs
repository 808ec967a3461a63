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
    [LibraryImport(Library)] internal static partial Tensor ts_repeat(Tensor a, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)] internal static partial Tensor ts_permute(Tensor a, ReadOnlySpan<long> dims, int rank);
    [LibraryImport(Library)] internal static partial Tensor ts_flip(Tensor a, ReadOnlySpan<long> dims, int rank);
    [LibraryImport(Library)] internal static partial Tensor ts_transpose(Tensor a, long dim0, long dim1);
    [LibraryImport(Library)] internal static partial Tensor ts_t(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_unsqueeze(Tensor a, long dim);
    [LibraryImport(Library)] internal static partial Tensor ts_flatten(Tensor a, long start, long end);
    [LibraryImport(Library)] internal static partial Tensor ts_narrow(Tensor a, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial Tensor ts_slice(Tensor a, long dim, long start, long finish, long step);
    [LibraryImport(Library)] internal static partial Tensor ts_select(Tensor a, long dim, long index);
    [LibraryImport(Library)] internal static partial Tensor ts_unfold(Tensor a, long dim, long size, long step);
    [LibraryImport(Library)] internal static partial Tensor ts_tril(Tensor a, long diagonal);
    [LibraryImport(Library)] internal static partial Tensor ts_triu(Tensor a, long diagonal);
    [LibraryImport(Library)] internal static partial Tensor ts_diag(Tensor a, long diagonal);
    [LibraryImport(Library)] internal static partial Tensor ts_roll(Tensor a, ReadOnlySpan<long> shifts, int count, ReadOnlySpan<long> dims, int rank);
    [LibraryImport(Library)] internal static partial Tensor ts_cat(ReadOnlySpan<Tensor> list, int count, long dim);
    [LibraryImport(Library)] internal static partial Tensor ts_stack(ReadOnlySpan<Tensor> list, int count, long dim);
    [LibraryImport(Library)] internal static partial long ts_chunk(Tensor a, long chunks, long dim);
    [LibraryImport(Library)] internal static partial long ts_split_sizes(Tensor a, ReadOnlySpan<long> sizes, int count, long dim);
    [LibraryImport(Library)] internal static partial long ts_unbind(Tensor a, long dim);
    [LibraryImport(Library)] internal static partial Tensor ts_index(Tensor a, ReadOnlySpan<NativeIndex> list, int count);
    [LibraryImport(Library)] internal static partial long ts_index_put_(Tensor a, ReadOnlySpan<NativeIndex> list, int count, Tensor value);
    [LibraryImport(Library)] internal static partial Tensor ts_index_tensors(Tensor a, ReadOnlySpan<Tensor> list, int count);
    [LibraryImport(Library)] internal static partial long ts_index_put_tensors_(
        Tensor a, ReadOnlySpan<Tensor> list, int count, Tensor value, [MarshalAs(UnmanagedType.Bool)] bool accumulate);
    [LibraryImport(Library)] internal static partial Tensor ts_index_select(Tensor a, long dim, Tensor index);
    [LibraryImport(Library)] internal static partial Tensor ts_index_add(Tensor a, long dim, Tensor index, Tensor source, Scalar alpha);
    [LibraryImport(Library)] internal static partial Tensor ts_index_copy(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial Tensor ts_gather(Tensor a, long dim, Tensor index);
    [LibraryImport(Library)] internal static partial Tensor ts_scatter(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial Tensor ts_scatter_add(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial Tensor ts_masked_select(Tensor a, Tensor mask);
    [LibraryImport(Library)] internal static partial Tensor ts_masked_scatter(Tensor a, Tensor mask, Tensor value);
    [LibraryImport(Library)] internal static partial Tensor ts_nonzero(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_repeat_interleave(
        Tensor a, long repeats, long dim, [MarshalAs(UnmanagedType.Bool)] bool has_dim);
}
