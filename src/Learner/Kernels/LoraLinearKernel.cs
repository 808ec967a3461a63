using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>A frozen matrix with a low-rank increment (Hu et al., 2022).</summary>
internal static class LoraLinearKernel
{
    /// <summary>input weight^T + bias + scale (input down^T) up^T; the fused form is one node, without gradients for weight and bias.
    /// A low-rank part of higher precision than the matrix is computed and added in its own.</summary>
    /// <param name="input">[rows, in].</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out] or null.</param>
    /// <param name="down">[rank, in].</param>
    /// <param name="up">[out, rank].</param>
    /// <param name="scale">alpha / rank.</param>
    /// <returns>[rows, out].</returns>
    public static Tensor Apply(Tensor input, Tensor weight, Tensor? bias, Tensor down, Tensor up, double scale) =>
        CanFuse(weight, bias, down) ? Fused(input, weight, bias, down, up, scale) : Composed(input, weight, bias, down, up, scale);

    public static Tensor Composed(Tensor input, Tensor weight, Tensor? bias, Tensor down, Tensor up, double scale)
    {
        using var scope = NewDisposeScope();
        var product = nn.functional.linear(input, weight, bias);                          // [rows, out]
        var inner = input.to_type(down.dtype).matmul(down.t());                           // [rows, rank]
        var sum = product.to_type(up.dtype).addmm(inner, up.t(), 1f, (float)scale);       // [rows, out]
        return sum.to_type(input.dtype).MoveToOuterDisposeScope();
    }

    public static Tensor Fused(Tensor input, Tensor weight, Tensor? bias, Tensor down, Tensor up, double scale)
    {
        var made = NativeKernels.Made(
            NativeKernels.mk_lora_linear(input.Handle, weight.Handle, bias?.Handle ?? 0, down.Handle, up.Handle, scale));
        GC.KeepAlive((input, weight, bias, down, up));
        return made;
    }

    // It composes LibTorch's own products, so every device and type goes, as long as there is one type.
    private static bool CanFuse(Tensor weight, Tensor? bias, Tensor down) =>
        KernelSet.Current == KernelKind.Fused && !weight.requires_grad && bias is not { requires_grad: true } && weight.dtype == down.dtype;
}
