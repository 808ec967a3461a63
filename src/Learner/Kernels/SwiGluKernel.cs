using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>The gate of SwiGLU (Shazeer, 2020).</summary>
internal static class SwiGluKernel
{
    /// <summary>silu(gate) * up.</summary>
    /// <param name="gate">Any shape.</param>
    /// <param name="up">The same shape.</param>
    public static Tensor Apply(Tensor gate, Tensor up) => KernelSet.IsFused(gate, up) ? Fused(gate, up) : Composed(gate, up);

    public static Tensor Composed(Tensor gate, Tensor up)
    {
        using var scope = NewDisposeScope();
        return (gate.silu() * up).MoveToOuterDisposeScope();
    }

    public static Tensor Fused(Tensor gate, Tensor up)
    {
        var made = NativeKernels.Made(NativeKernels.mk_swiglu(gate.Handle, up.Handle));
        GC.KeepAlive(gate);
        GC.KeepAlive(up);
        return made;
    }
}
