using TorchSharp;
using static TorchSharp.torch;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>Inputs by the formula of <c>Fixtures/numerics.py</c>.</summary>
internal static class Inputs
{
    public static Tensor Made(long[] shape, int seed = 0, double scale = 1)
    {
        var values = Enumerable.Range(0, (int)shape.Aggregate(1L, (n, length) => n * length)).Select(
            i => (((i * 37) + 11 + (17 * seed)) % 101 / 50.0 - 1) * scale);
        return tensor(values.ToArray()).view(shape);
    }

    public static Tensor A => Made([3, 4]);

    public static Tensor B => Made([3, 4], 1);

    public static Tensor C => Made([4, 5], 2);

    public static Tensor Positive => Made([3, 4], 3).abs() + 0.25;

    public static Tensor Batch => Made([2, 3, 4], 4);

    public static Tensor Rows => tensor([2L, 0L]);

    public static Tensor Mask => A.gt(0.2);

    public static Tensor Labels => tensor([1L, -100L, 3L]);
}
