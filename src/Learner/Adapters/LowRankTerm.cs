using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>One low-rank increment of one matrix: y += scale * up (gate ∘ (down x)).</summary>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Down">[entries * rank, in].</param>
/// <param name="Up">[out, entries * rank].</param>
internal sealed record LowRankTerm(LowRankGroup Group, Tensor Down, Tensor Up)
{
    public static LowRankTerm Of(LowRankGroup group, string matrix, IDictionary<string, Tensor> tensors) =>
        new(group, tensors[group.DownName(matrix)], tensors[group.UpName(matrix)]);

    /// <summary>The increment of some of its ranks.</summary>
    /// <param name="ranks">[n] (int64).</param>
    public LowRankTerm Only(Tensor ranks) => this with { Down = Down.index_select(0, ranks), Up = Up.index_select(1, ranks) };

    /// <summary>Adds the increment to the rows of a matrix product.</summary>
    /// <param name="product">[rows, out].</param>
    /// <param name="input">[rows, in].</param>
    /// <param name="gate">[rows, entries * rank]; null if every entry counts fully.</param>
    public Tensor AddTo(Tensor product, Tensor input, Tensor? gate)
    {
        var inner = input.to_type(Down.dtype).matmul(Down.t());               // [rows, entries * rank]
        if (gate is not null)
            inner = inner * gate;
        var sum = product.to_type(Up.dtype).addmm(inner, Up.t(), 1f, (float)Group.Scale);   // [rows, out]
        return sum.to_type(product.dtype);
    }
}
