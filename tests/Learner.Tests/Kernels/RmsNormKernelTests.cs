using System.Runtime.InteropServices;
using MlopsCl.Learner.Kernels;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class RmsNormKernelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 64)]
    [InlineData(300, 100)]
    public void Fused_ValueAndGradients_AreThoseOfTheComposedTwin(long rows, long width) => Comparison.Holds(
        t => RmsNormKernel.Composed(t[0], t[1], 1e-5),
        t => RmsNormKernel.Fused(t[0], t[1], 1e-5),
        [[rows, width], [width]]);

    [Fact]
    public void Fused_OfStridedInput_ReadsItInOrder() => Comparison.Holds(
        t => RmsNormKernel.Composed(t[0].transpose(0, 1), t[1], 1e-6),
        t => RmsNormKernel.Fused(t[0].transpose(0, 1), t[1], 1e-6),
        [[16, 5, 3], [3]]);

    [Theory]
    [InlineData(KernelKind.Composed)]
    [InlineData(KernelKind.Fused)]
    public void Apply_GivesPyTorchsNumbers(KernelKind kind)
    {
        using var scope = NewDisposeScope();
        using var chosen = KernelSet.Use(kind);
        var y = RmsNormKernel.Apply(tensor([3f, 4f, -12f]), tensor([1f, 2f, 0.5f]), 0.5);
        Comparison.Same(tensor([0.39794191945684365, 1.0611784518849163, -0.7958838389136873]), y, 1e-6, "value");
    }

    [Fact]
    public void Fused_OfAFrozenWeight_ComputesNoGradientForIt()
    {
        using var scope = NewDisposeScope();
        var (x, weight) = (randn(4, 8).requires_grad_(), randn(8));
        RmsNormKernel.Fused(x, weight, 1e-5).sum().backward();
        Assert.NotNull(x.grad);
        Assert.Null(weight.grad);
    }

    [Fact]
    public void Fused_OfAWrongWidth_SaysBothShapes()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => RmsNormKernel.Fused(ones(2, 3), ones(4), 1e-5));
        Assert.Contains("[2, 3] and [4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_OfDoubles_UsesTheComposedTwin()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float64, RmsNormKernel.Apply(ones(2, 3, float64), ones(3, float64), 1e-5).dtype);
    }

    [Fact]
    public void Fused_AskedForASecondDerivative_RefusesInsteadOfBeingWrong()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3).requires_grad_();
        var y = RmsNormKernel.Fused(x, ones(3), 1e-5).sum();
        Assert.Throws<ExternalException>(() => autograd.grad([y], [x], create_graph: true));
    }
}
