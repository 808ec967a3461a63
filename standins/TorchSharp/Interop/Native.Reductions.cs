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
    [LibraryImport(Library)] internal static partial Tensor ts_max(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_max_dim(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep);
    [LibraryImport(Library)] internal static partial Tensor ts_norm(Tensor a, double p);
    [LibraryImport(Library)] internal static partial Tensor ts_all_dim(Tensor a, long dim, [MarshalAs(UnmanagedType.Bool)] bool keep);
}
