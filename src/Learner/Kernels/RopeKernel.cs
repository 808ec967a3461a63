using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>Rotary positions (Su et al., 2021): the two halves of each head turn against each other by the position's angles.</summary>
internal static class RopeKernel
{
    /// <summary>Rotates heads.</summary>
    /// <param name="heads">[batch, heads, length, size], of any strides; size is even.</param>
    /// <param name="cosines">[length, size], or [batch, 1, length, size] where positions differ by sample. Not differentiated.</param>
    /// <param name="sines">As <paramref name="cosines"/>.</param>
    /// <returns>[batch, heads, length, size]; the fused kernel lays it out as [batch, length, heads, size] in memory.</returns>
    public static Tensor Apply(Tensor heads, Tensor cosines, Tensor sines) =>
        KernelSet.IsFused(heads, cosines, sines) ? Fused(heads, cosines, sines) : Composed(heads, cosines, sines);

    public static Tensor Composed(Tensor heads, Tensor cosines, Tensor sines)
    {
        using var scope = NewDisposeScope();
        var half = heads.size(3) / 2;
        var turned = cat([-heads.narrow(3, half, half), heads.narrow(3, 0, half)], 3);    // [batch, heads, length, size]
        return (heads * cosines + turned * sines).MoveToOuterDisposeScope();
    }

    public static Tensor Fused(Tensor heads, Tensor cosines, Tensor sines)
    {
        var made = NativeKernels.Made(NativeKernels.mk_rope(heads.Handle, cosines.Handle, sines.Handle));
        GC.KeepAlive(heads);
        GC.KeepAlive(cosines);
        GC.KeepAlive(sines);
        return made;
    }
}
