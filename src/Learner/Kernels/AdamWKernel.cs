using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>
/// One step of AdamW (Loshchilov and Hutter, 2019) on many tensors, in place; the fused form passes over memory once on the processor in float32, and takes a
/// few calls for all tensors together elsewhere.
/// </summary>
internal static class AdamWKernel
{
    /// <summary>Updates parameters and moments in place.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="gradients">The gradient of each parameter, of its shape.</param>
    /// <param name="first">The first moment of each parameter, of its shape.</param>
    /// <param name="second">The second moment of each parameter, of its shape.</param>
    /// <param name="step">The step's numbers.</param>
    public static void Apply(
        IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> first, IReadOnlyList<Tensor> second,
        AdamWStep step)
    {
        if (CanFuse([.. parameters, .. gradients, .. first, .. second]))
            Fused(parameters, gradients, first, second, step);
        else
            Composed(parameters, gradients, first, second, step);
    }

    public static void Composed(
        IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> first, IReadOnlyList<Tensor> second,
        AdamWStep step)
    {
        using var off = no_grad();
        for (var i = 0; i < parameters.Count; i++)
        {
            using var scope = NewDisposeScope();
            var gradient = gradients[i] * step.GradientScale;
            first[i].mul_(step.Beta1).add_(gradient, 1 - step.Beta1);
            second[i].mul_(step.Beta2).addcmul_(gradient, gradient, 1 - step.Beta2);
            var root = second[i].sqrt() / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Step)) + step.Epsilon;
            parameters[i].mul_(1 - step.Rate * step.Decay).addcdiv_(first[i], root, -step.Rate / (1 - Math.Pow(step.Beta1, step.Step)));
        }
    }

    public static unsafe void Fused(
        IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> first, IReadOnlyList<Tensor> second,
        AdamWStep step)
    {
        var (p, g, m, v) = (Handles(parameters), Handles(gradients), Handles(first), Handles(second));
        if (p.Length != g.Length || p.Length != m.Length || p.Length != v.Length)
        {
            throw new ArgumentException(
                $"{p.Length} parameters came with {g.Length} gradients and {m.Length} and {v.Length} moments; give one of each for every parameter.");
        }

        fixed (nint* pp = p, gp = g, mp = m, vp = v) NativeKernels.Check(NativeKernels.mk_adamw(pp, gp, mp, vp, p.Length, &step));
        GC.KeepAlive((parameters, gradients, first, second));
    }

    private static nint[] Handles(IReadOnlyList<Tensor> tensors) => [.. tensors.Select(t => t.Handle)];

    private static bool CanFuse(Tensor[] tensors) => KernelSet.Current == KernelKind.Fused
        && tensors.All(t => t.is_contiguous() && t.dtype == tensors[0].dtype && t.device_type == tensors[0].device_type);
}
