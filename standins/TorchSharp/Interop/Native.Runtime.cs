using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: errors, lifetime, devices, threads, seeds; see <c>native/runtime.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial nint ts_take_error();
    [LibraryImport(Library)] internal static partial void ts_free(nint a);
    [LibraryImport(Library)] internal static partial Tensor ts_take(int i);
    [LibraryImport(Library)] internal static partial Tensor ts_alias(Tensor a);
    [LibraryImport(Library)] internal static partial nint ts_version();
    [LibraryImport(Library)] internal static partial long ts_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial long ts_get_num_threads();
    [LibraryImport(Library)] internal static partial long ts_cuda_device_count();
    [LibraryImport(Library)] internal static partial long ts_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial long ts_get_default_dtype();
    [LibraryImport(Library)] internal static partial long ts_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial nint ts_generator(ulong seed, int device, int index);
    [LibraryImport(Library)] internal static partial nint ts_generator_default();
    [LibraryImport(Library)] internal static partial void ts_generator_free(nint g);
}
