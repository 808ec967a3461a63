using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>One low-rank increment of one matrix: y += scale * up (gate ∘ (down x)).</summary>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Down">[entries * rank, in].</param>
/// <param name="Up">[out, entries * rank].</param>
/// <param name="Scale">What it is multiplied by.</param>
internal sealed record LowRankTerm(LowRankGroup Group, Tensor Down, Tensor Up, double Scale)
{
    /// <summary>The trained lengths of the adapted matrix's rows, [out]; null without.</summary>
    public Tensor? Magnitude { get; init; }

    public static LowRankTerm Of(LowRankGroup group, string matrix, IDictionary<string, Tensor> tensors) =>
        new(group, tensors[group.DownName(matrix)], tensors[group.UpName(matrix)], group.ScaleOf(matrix))
        {
            Magnitude = group.HasMagnitude ? tensors[group.MagnitudeName(matrix)] : null,
        };

    /// <summary>The increment of some of its ranks.</summary>
    /// <param name="ranks">[n] (int64).</param>
    public LowRankTerm Only(Tensor ranks) => this with { Down = Down.index_select(0, ranks), Up = Up.index_select(1, ranks) };

    /// <summary>A matrix product with the increment.</summary>
    /// <param name="input">[rows, in].</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out] or null.</param>
    /// <returns>[rows, out].</returns>
    public Tensor Multiply(Tensor input, Tensor weight, Tensor? bias) => LoraLinearKernel.Apply(input, weight, bias, Down, Up, Scale);

    /// <summary>Adds the increment to the rows of a matrix product; where the model is in 16 bits, in the increment's own precision.</summary>
    /// <param name="product">[rows, out].</param>
    /// <param name="input">[rows, in].</param>
    /// <param name="gate">[rows, entries * rank]; null if every entry counts fully.</param>
    public Tensor AddTo(Tensor product, Tensor input, Tensor? gate)
    {
        var inner = input.to_type(Down.dtype).matmul(Down.t());               // [rows, entries * rank]
        if (gate is not null)
            inner = inner * gate;
        var sum = product.to_type(Up.dtype).addmm(inner, Up.t(), 1f, (float)Scale);         // [rows, out]
        return sum.to_type(product.dtype);
    }

    /// <summary>scale * up down, [out, in].</summary>
    public Tensor Increment() => Up.matmul(Down) * Scale;
}
