using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>Inverted dropout (Srivastava et al., 2014) by a seed of its own.</summary>
internal static class DropoutKernel
{
    /// <summary>Drops a share of the values and scales the others up, so that their expectation stays. On the processor both forms draw the same.</summary>
    /// <param name="input">Any shape.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <param name="share">Above 0 and below 1.</param>
    public static Tensor Apply(Tensor input, ulong seed, double share) =>
        KernelSet.IsFused(input) ? Fused(input, seed, share) : Composed(input, seed, share);

    public static Tensor Composed(Tensor input, ulong seed, double share)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed, input.device);
        var kept = rand(input.shape, device: input.device, generator: generator).ge(share).to_type(input.dtype);
        return (input * kept / (1 - share)).MoveToOuterDisposeScope();
    }

    public static Tensor Fused(Tensor input, ulong seed, double share)
    {
        var made = NativeKernels.Made(NativeKernels.mk_dropout(input.Handle, seed, share));
        GC.KeepAlive(input);
        return made;
    }
}
