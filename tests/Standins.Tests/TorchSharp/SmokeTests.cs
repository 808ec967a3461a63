using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>The library loads, computes, differentiates, frees and complains.</summary>
public sealed class SmokeTests
{
    [Fact]
    public void Matmul_OfSmallMatrices_GivesTheProductWorkedOutByHand()
    {
        using var scope = NewDisposeScope();
        var left = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        var right = tensor(new float[] { 5, 6, 7, 8 }, [2, 2]);

        var product = left.matmul(right);

        Assert.Equal([2L, 2L], product.shape);
        Assert.Equal([19f, 22f, 43f, 50f], product.data<float>().ToArray());
        Assert.Equal([19f, 43f, 22f, 50f], product.t().data<float>().ToArray());
    }

    [Fact]
    public void Backward_OfASquareSum_GivesTwiceTheInput()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 1, -2, 3 }, requires_grad: true);

        (x * x).sum().backward();

        Assert.Equal([2.0, -4.0, 6.0], x.grad!.data<double>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void DisposeScope_WhenClosed_LeavesOnlyWhatWasMovedOut()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                var made = ones(3) + 1.0;
                kept = made.mul(2).MoveToOuterDisposeScope();
            }

            Assert.Equal(12f, kept.sum().item<float>());
        }

        Assert.True(kept.IsInvalid);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void AnOperation_OfShapesThatDoNotFit_ThrowsWithLibTorchsMessage()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MetaTensors_ComputeShapesWithoutMemory()
    {
        using var scope = NewDisposeScope();
        var huge = empty(1L << 40, 64, device: META);
        Assert.Equal([1L << 40, 32L], nn.functional.linear(huge, empty(32, 64, device: META)).shape);
    }
}
