using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>Which kernels are used: the native ones if their library loads, unless a caller asks otherwise.</summary>
public static class KernelSet
{
    [ThreadStatic]
    private static KernelKind? s_asked;

    /// <summary>What is used where nobody asks otherwise: <see cref="KernelKind.Fused"/> if the kernels' library is there.</summary>
    public static KernelKind Default { get; } = NativeKernels.IsThere ? KernelKind.Fused : KernelKind.Composed;

    /// <summary>What this thread uses.</summary>
    public static KernelKind Current => s_asked ?? Default;

    /// <summary>Whether plain tensor operations were asked for on this thread.</summary>
    internal static bool IsComposedAsked => s_asked == KernelKind.Composed;

    /// <summary>Uses a kind of kernels on this thread until the result is disposed, on the same thread.</summary>
    /// <exception cref="InvalidOperationException">The native kernels were asked for and their library is not there.</exception>
    public static IDisposable Use(KernelKind kind)
    {
        if (kind == KernelKind.Fused && !NativeKernels.IsThere)
            throw new InvalidOperationException($"The native kernels were asked for, but lib{NativeKernels.Library}.so is not there. Run ./mlopscl doctor.");
        return new Choice(kind);
    }

    /// <summary>Whether the native kernels take these tensors.</summary>
    internal static bool IsFused(params ReadOnlySpan<Tensor?> tensors)
    {
        if (Current == KernelKind.Composed) return false;
        foreach (var tensor in tensors)
        {
            if (tensor is not null && (tensor.dtype != ScalarType.Float32 || tensor.device_type != TorchSharp.DeviceType.CPU)) return false;
        }

        return true;
    }

    private sealed class Choice : IDisposable
    {
        private readonly KernelKind? _before = s_asked;

        public Choice(KernelKind kind) => s_asked = kind;

        public void Dispose() => s_asked = _before;
    }
}
