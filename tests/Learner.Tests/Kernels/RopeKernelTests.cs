using MlopsCl.Learner.Kernels;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class RopeKernelTests
{
    [Theory]
    [InlineData(1, 1, 1, 2)]
    [InlineData(2, 3, 5, 8)]
    [InlineData(3, 4, 40, 64)]
    public void Fused_ValueAndGradient_AreThoseOfTheComposedTwin(long batch, long heads, long length, long size)
    {
        using var scope = NewDisposeScope();
        var (cosines, sines) = Angles(length, size);
        Comparison.Holds(
            t => RopeKernel.Composed(t[0], cosines, sines),
            t => RopeKernel.Fused(t[0], cosines.to_type(ScalarType.Float32), sines.to_type(ScalarType.Float32)),
            [[batch, heads, length, size]]);
    }

    [Fact]
    public void Fused_OfHeadsSplitFromRowsWithPositionsOfEachSample_IsTheComposedTwin()
    {
        using var scope = NewDisposeScope();
        var (cosines, sines) = Angles(3 * 6, 8);
        (cosines, sines) = (cosines.view(3, 1, 6, 8), sines.view(3, 1, 6, 8));
        Comparison.Holds(
            t => RopeKernel.Composed(t[0].view(3, 6, 2, 8).transpose(1, 2), cosines, sines),
            t => RopeKernel.Fused(t[0].view(3, 6, 2, 8).transpose(1, 2), cosines.to_type(ScalarType.Float32), sines.to_type(ScalarType.Float32)),
            [[18, 16]]);
    }

    [Theory]
    [InlineData(KernelKind.Composed)]
    [InlineData(KernelKind.Fused)]
    public void Apply_OfAQuarterTurn_ExchangesTheHalves(KernelKind kind)
    {
        using var scope = NewDisposeScope();
        using var chosen = KernelSet.Use(kind);
        var turned = RopeKernel.Apply(tensor([1f, 2f, 3f, 4f], [1, 1, 1, 4]), zeros(1, 4), ones(1, 4));
        Assert.Equal([-3f, -4f, 1f, 2f], turned.data<float>().ToArray());
    }

    private static (Tensor Cosines, Tensor Sines) Angles(long length, long size)
    {
        var angles = arange(length * size, dtype: ScalarType.Float64).view(length, size) * 0.37;
        return (angles.cos(), angles.sin());
    }
}
