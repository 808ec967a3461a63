using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Comparisons of tensors.</summary>
internal static class TensorTallies
{
    /// <summary>Compares element by element; another shape counts as the largest deviation.</summary>
    public static void Compare(this Tally tally, Tensor expected, Tensor actual, string where)
    {
        using var scope = NewDisposeScope();
        if (!expected.shape.SequenceEqual(actual.shape))
            tally.Deviate(double.PositiveInfinity, $"{where}: expected [{string.Join(", ", expected.shape)}], got [{string.Join(", ", actual.shape)}]");
        else if (expected.numel() > 0)
            tally.Deviate((expected - actual.detach()).abs().max().cpu().to_type(ScalarType.Float64).item<double>(), where);
    }

    /// <summary>A tensor's whole numbers.</summary>
    public static int[] ToIds(this Tensor ids)
    {
        using var scope = NewDisposeScope();
        return [.. ids.cpu().data<long>().Select(id => (int)id)];
    }
}
