using MlopsCl.Learner.Kernels;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class SwiGluKernelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 17)]
    [InlineData(200, 300)]
    public void Fused_ValueAndGradients_AreThoseOfTheComposedTwin(long rows, long width) => Comparison.Holds(
        t => SwiGluKernel.Composed(t[0] * 4, t[1]),
        t => SwiGluKernel.Fused(t[0] * 4, t[1]),
        [[rows, width], [rows, width]]);

    [Theory]
    [InlineData(KernelKind.Composed)]
    [InlineData(KernelKind.Fused)]
    public void Apply_GivesPyTorchsNumbers_AlsoFarOut(KernelKind kind)
    {
        using var scope = NewDisposeScope();
        using var chosen = KernelSet.Use(kind);
        var y = SwiGluKernel.Apply(tensor([0.5f, -1f, 2f, 200f, -200f]), tensor([2f, 3f, -1f, 1f, 1f]));
        Comparison.Same(tensor([0.6224593312018546, -0.8068242641099853, -1.7615941559557646, 200.0, 0.0]), y, 1e-6, "value");
    }
}
