using System.Runtime.InteropServices;
using MlopsCl.Learner.Kernels;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class LoraLinearKernelTests
{
    [Theory]
    [InlineData(1, 4, 3, 1, false)]
    [InlineData(50, 32, 48, 8, true)]
    public void Fused_ValueAndGradients_AreThoseOfTheComposedTwin(long rows, long width, long outputs, long rank, bool hasBias)
    {
        using var scope = NewDisposeScope();
        var weight = randn(outputs, width, float64);
        var bias = hasBias ? randn(outputs, float64) : null;
        Comparison.Holds(
            t => LoraLinearKernel.Composed(t[0], weight, bias, t[1], t[2], 0.5),
            t => LoraLinearKernel.Fused(t[0], weight.to_type(float32), bias?.to_type(float32), t[1], t[2], 0.5),
            [[rows, width], [rank, width], [outputs, rank]]);
    }

    [Fact]
    public void Apply_OfATrainedWeight_StillGivesItAGradient()
    {
        using var scope = NewDisposeScope();
        var weight = randn(3, 4).requires_grad_();
        LoraLinearKernel.Apply(randn(2, 4), weight, null, randn(1, 4), randn(3, 1), 1).sum().backward();
        Assert.NotNull(weight.grad);
    }

    [Fact]
    public void Fused_OfAFrozenIncrement_PassesGradientsToTheInputOnly()
    {
        using var scope = NewDisposeScope();
        var (x, down, up) = (ones(1, 2).requires_grad_(), tensor([1f, 2f], [1, 2]), tensor([3f, 4f], [2, 1]));
        LoraLinearKernel.Fused(x, eye(2), null, down, up, 0.5).sum().backward();
        Assert.Equal([4.5f, 8f], x.grad!.data<float>().ToArray());   // 1 + 0.5 * 7 * (1, 2)
        Assert.Null(down.grad);
        Assert.Null(up.grad);
    }

    [Fact]
    public void Fused_OfATrainedWeight_Refuses()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(
            () => LoraLinearKernel.Fused(randn(2, 4), randn(3, 4).requires_grad_(), null, randn(1, 4), randn(3, 1), 1));
        Assert.Contains("must be frozen", error.Message, StringComparison.Ordinal);
    }
}
