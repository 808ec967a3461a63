using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: sums, extremes, norms, orders; see <c>native/reductions.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Tensor ts_sum(Tensor a, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_sum_dims(
        Tensor a, ReadOnlySpan<long> dims, int rank, [MarshalAs(UnmanagedType.Bool)] bool keep, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_mean(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_mean_dims(
        Tensor a, ReadOnlySpan<long> dims, int rank, [MarshalAs(UnmanagedType.Bool)] bool keep, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_prod(Tensor a, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_var_dims(
        Tensor a, ReadOnlySpan<long> dims, int rank, [MarshalAs(UnmanagedType.Bool)] bool unbiased, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial Tensor ts_var(Tensor a, [MarshalAs(UnmanagedType.Bool)] bool unbiased);
    [LibraryImport(Library)] internal static partial Tensor ts_std(Tensor a, [MarshalAs(UnmanagedType.Bool)] bool unbiased);
    [LibraryImport(Library)] internal static partial Tensor ts_max(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_max_dim(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial long ts_min_dim(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial Tensor ts_amax(Tensor a, ReadOnlySpan<long> dims, int rank, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial Tensor ts_argmax_dim(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial long ts_topk(
        Tensor a, long k, long dim, [MarshalAs(UnmanagedType.Bool)] bool largest, [MarshalAs(UnmanagedType.Bool)] bool sorted);
    [LibraryImport(Library)] internal static partial long ts_sort(
        Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool descending, [MarshalAs(UnmanagedType.Bool)] bool stable);
    [LibraryImport(Library)] internal static partial Tensor ts_argsort(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool descending);
    [LibraryImport(Library)] internal static partial Tensor ts_norm(Tensor a, double p);
    [LibraryImport(Library)] internal static partial Tensor ts_norm_dim(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep, double p);
    [LibraryImport(Library)] internal static partial Tensor ts_cumsum(Tensor a, long dim, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_logsumexp(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial Tensor ts_all_dim(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial Tensor ts_bincount(
        Tensor a, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor weights, long minlength);
}
