using MlopsCl.Learner.Kernels;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class KernelSetTests
{
    [Fact]
    public void Default_WithTheKernelsLibraryBuilt_IsFused() => Assert.Equal(KernelKind.Fused, KernelSet.Default);

    [Fact]
    public void Use_UntilDisposed_ChangesTheChoiceOfThisThreadOnly()
    {
        using (KernelSet.Use(KernelKind.Composed))
        {
            Assert.Equal(KernelKind.Composed, KernelSet.Current);
            var elsewhere = KernelKind.Composed;
            var thread = new Thread(() => elsewhere = KernelSet.Current);
            thread.Start();
            thread.Join();
            Assert.Equal(KernelKind.Fused, elsewhere);
        }

        Assert.Equal(KernelKind.Fused, KernelSet.Current);
    }

    [Theory]
    [InlineData(KernelKind.Composed)]
    [InlineData(KernelKind.Fused)]
    public void MetaTensors_PassThroughEveryKernel(KernelKind kind)
    {
        using var scope = NewDisposeScope();
        using var chosen = KernelSet.Use(kind);
        var rows = empty(6, 8, device: META);
        var heads = empty(2, 2, 3, 4, device: META);
        Assert.Equal([6L, 8L], RmsNormKernel.Apply(rows, empty(8, device: META), 1e-5).shape);
        Assert.Equal([6L, 8L], SwiGluKernel.Apply(rows, rows).shape);
        Assert.Equal([2L, 2L, 3L, 4L], RopeKernel.Apply(heads, empty(3, 4, device: META), empty(3, 4, device: META)).shape);
        Assert.Equal([6L, 8L], AttentionKernel.Apply(heads, heads, heads, isCausal: true).shape);
        Assert.Equal([6L, 5L], LoraLinearKernel.Apply(rows, empty(5, 8, device: META), null, empty(2, 8, device: META), empty(5, 2, device: META), 1).shape);
    }
}
