using System.Runtime.InteropServices;
using MlopsCl.Learner.Kernels;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class DropoutKernelTests
{
    [Theory]
    [InlineData(1, 1, 7ul, 0.5)]
    [InlineData(3, 208, 1ul, 0.1)]
    [InlineData(5, 125, 0x1_0000_0002ul, 0.25)]
    [InlineData(700, 352, ulong.MaxValue, 0.9)]
    public void Fused_ValueAndGradient_AreTheComposedTwinsBitByBit(long rows, long width, ulong seed, double share)
    {
        using var scope = NewDisposeScope();
        var (input, direction) = (randn(rows, width), randn(rows, width));
        var (expected, expectedGradient) = Run(t => DropoutKernel.Composed(t, seed, share), input, direction);
        var (actual, actualGradient) = Run(t => DropoutKernel.Fused(t, seed, share), input, direction);
        Assert.Equal(expected, actual);
        Assert.Equal(expectedGradient, actualGradient);
    }

    [Fact]
    public void Fused_OfATransposedTensor_DrawsInTheOrderOfItsShape()
    {
        using var scope = NewDisposeScope();
        var input = randn(40, 30).t();
        Assert.Equal(Bits(DropoutKernel.Composed(input, 3, 0.3)), Bits(DropoutKernel.Fused(input, 3, 0.3)));
    }

    [Theory]
    [InlineData(KernelKind.Composed)]
    [InlineData(KernelKind.Fused)]
    public void Apply_DropsTheShare_ScalesTheRest_AndDrawsAnewForAnotherSeed(KernelKind kind)
    {
        using var scope = NewDisposeScope();
        using var chosen = KernelSet.Use(kind);
        var first = DropoutKernel.Apply(ones(100_000), 1, 0.2).data<float>().ToArray();
        var second = DropoutKernel.Apply(ones(100_000), 2, 0.2).data<float>().ToArray();
        Assert.All(first, value => Assert.True(value is 0 or 1.25f));
        Assert.InRange(first.Count(value => value == 0), 19_400, 20_600);                                    // 4.7 standard deviations
        Assert.InRange(first.Zip(second).Count(pair => (pair.First, pair.Second) is (0, 0)), 3_700, 4_300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Fused_OfAShareThatIsNone_Refuses(double share)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => DropoutKernel.Fused(ones(2), 1, share));
        Assert.Contains("share must be above 0 and below 1", error.Message, StringComparison.Ordinal);
    }

    private static (int[] Value, int[] Gradient) Run(Func<Tensor, Tensor> operation, Tensor input, Tensor direction)
    {
        var leaf = input.clone().requires_grad_();
        var value = operation(leaf);
        (value * direction).sum().backward();
        return (Bits(value.detach()), Bits(leaf.grad!));
    }

    private static int[] Bits(Tensor tensor) => [.. tensor.contiguous().data<float>().ToArray().Select(BitConverter.SingleToInt32Bits)];
}
