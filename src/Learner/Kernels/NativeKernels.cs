using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>The kernels' library, <c>src/Learner/native</c>: functions over tensor handles, which both ML stacks have.</summary>
internal static unsafe partial class NativeKernels
{
    internal const string Library = "mlopscl_kernels";

    private static readonly nint s_library = Find();

    /// <summary>Whether the library could be loaded.</summary>
    public static bool IsThere => s_library != 0;

    /// <summary>Whether the attention kernel found a matrix product to call.</summary>
    public static bool HasBlas { get; } = IsThere && mk_has_blas() != 0;

    /// <summary>The tensor of a handle that a kernel gave.</summary>
    /// <exception cref="ExternalException">The kernel refused its arguments.</exception>
    public static Tensor Made(nint handle)
    {
        if (handle == 0) Throw();
        return Tensor.UnsafeCreateTensor(handle);
    }

    /// <exception cref="ExternalException">The kernel refused its arguments.</exception>
    public static void Check(int answer)
    {
        if (answer != 0) Throw();
    }

    [LibraryImport(Library)] public static partial nint mk_rms_norm(nint x, nint weight, double eps);
    [LibraryImport(Library)] public static partial nint mk_rope(nint heads, nint cosines, nint sines);
    [LibraryImport(Library)] public static partial nint mk_swiglu(nint gate, nint up);
    [LibraryImport(Library)] public static partial nint mk_attention(nint query, nint key, nint value, nint starts, int causal, double scale);
    [LibraryImport(Library)] public static partial nint mk_lora_linear(nint x, nint weight, nint bias, nint down, nint up, double scale);
    [LibraryImport(Library)] public static partial nint mk_dropout(nint x, ulong seed, double share);
    [LibraryImport(Library)] public static partial int mk_adamw(nint* parameters, nint* gradients, nint* first, nint* second, int count, AdamWStep* step);
    [LibraryImport(Library)] private static partial int mk_has_blas();
    [LibraryImport(Library)] private static partial nint mk_take_error();

    private static void Throw() =>
        throw new ExternalException(Marshal.PtrToStringUTF8(mk_take_error()) ?? "The kernel gave no tensor and no reason.");

    // LibTorch has to be in the process before: the kernels use the one that the tensors come from. What is loaded here
    // is found again by its name when the first function is called.
    private static nint Find()
    {
        if (!HasLibTorch()) return 0;
        var folders = new[] { Environment.GetEnvironmentVariable("MLOPSCL_NATIVE"), AppContext.BaseDirectory };
        foreach (var folder in folders.Where(f => !string.IsNullOrEmpty(f)))
        {
            if (NativeLibrary.TryLoad(Path.Combine(folder!, $"lib{Library}.so"), out var library)) return library;
        }

        return 0;
    }

    private static bool HasLibTorch()
    {
        try
        {
            return TryInitializeDeviceType(DeviceType.CPU);
        }
        catch (DllNotFoundException)
        {
            return false;   // the first tensor that is made tells why
        }
    }
}
