using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// Tensors on LibTorch: the part of TorchSharp that this product uses, under the same names. See
/// https://github.com/dotnet/TorchSharp for the original; the differences are in this folder's README.
/// </summary>
public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>No memory: operations compute shapes and types only.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>LibTorch's version, such as 2.7.1.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.ts_version());

    /// <summary>The innermost dispose scope of this thread; null while there is none.</summary>
    public static DisposeScope CurrentDisposeScope => DisposeScopeManager.Current.Innermost;

    /// <summary>Opens a scope that owns the tensors made on this thread until it is disposed.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Open();

    /// <summary>Computes a tensor in a scope of its own and hands it to the scope around.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>A device by its description: "cpu", "cuda", "cuda:1", "meta".</summary>
    public static Device device(string description) => new(description);

    /// <summary>How many threads an operation may use. Debian's LibTorch starts with one: set it to the processor's cores.</summary>
    public static void set_num_threads(int num) => Native.Check(Native.ts_set_num_threads(num));

    /// <summary>How many threads an operation may use.</summary>
    public static int get_num_threads() => (int)Native.Check(Native.ts_get_num_threads());

    /// <summary>The element type that new tensors of fractions have where none is given.</summary>
    internal static ScalarType get_default_dtype() => (ScalarType)Native.Check(Native.ts_get_default_dtype());

    /// <summary>Loads the library and tells whether the device type is there.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CUDA => cuda.is_available(),
        _ => deviceType is DeviceType.CPU or DeviceType.META && Native.ts_get_num_threads() > 0,
    };

    /// <summary>CUDA devices.</summary>
    public static class cuda
    {
        /// <summary>Whether there is a CUDA device that this build of LibTorch can use.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many CUDA devices there are.</summary>
        public static int device_count() => (int)Native.Check(Native.ts_cuda_device_count());

        /// <summary>Waits until a device has done what was asked of it; null is the current one.</summary>
        public static void synchronize(Device device = null) => Native.Check(Native.ts_cuda_synchronize(device?.index ?? -1));
    }
}
