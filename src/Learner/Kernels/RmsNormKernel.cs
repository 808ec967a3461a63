using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>Root-mean-square normalisation over the last axis (Zhang and Sennrich, 2019).</summary>
internal static class RmsNormKernel
{
    private static readonly long[] s_lastAxis = [-1];

    /// <summary>input / sqrt(mean(input^2) + epsilon) * weight; 16-bit numbers are squared and averaged in 32.</summary>
    /// <param name="input">[.., width].</param>
    /// <param name="weight">[width].</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <returns>[.., width].</returns>
    public static Tensor Apply(Tensor input, Tensor weight, double epsilon) =>
        KernelSet.IsFused(input, weight) ? Fused(input, weight, epsilon) : Composed(input, weight, epsilon);

    public static Tensor Composed(Tensor input, Tensor weight, double epsilon)
    {
        using var scope = NewDisposeScope();
        var type = input.dtype;
        var wide = type is ScalarType.Float16 or ScalarType.BFloat16 ? input.to_type(ScalarType.Float32) : input;
        var scale = (wide.square().mean(s_lastAxis, keepdim: true) + epsilon).rsqrt();    // [.., 1]
        return ((wide * scale).to_type(type) * weight).MoveToOuterDisposeScope();
    }

    public static Tensor Fused(Tensor input, Tensor weight, double epsilon)
    {
        var made = NativeKernels.Made(NativeKernels.mk_rms_norm(input.Handle, weight.Handle, epsilon));
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        return made;
    }
}
