using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>A small network trained as the product trains.</summary>
public sealed class TrainingTests
{
    [Fact]
    public async Task AThousandSteps_LeaveNoTensorBehind_AndLearn()
    {
        var (live, first, last) = await OnAThreadOfItsOwn(() =>
        {
            using var scope = NewDisposeScope();
            var (weight, bias) = (Inputs.Made([2, 4]).requires_grad_(), zeros(2, float64, requires_grad: true));
            var (first, last) = (0.0, 0.0);
            Step(weight, bias);
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var i = 0; i < 1000; i++)
            {
                last = Step(weight, bias);
                if (i == 0) first = last;
            }

            return (DisposeScopeManager.Statistics.ThreadTotalLiveCount - before, first, last);
        });
        Assert.Equal(0, live);
        Assert.True(last < first / 2, $"The loss went from {first} to {last}.");
    }

    [Fact]
    public void ATensorThatNobodyDisposed_IsFreedByTheGarbageCollector()
    {
        var dropped = Drop();
        for (var i = 0; i < 20 && dropped.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(dropped.IsAlive);
    }

    [Fact]
    public void NoGrad_UntilDisposed_RecordsNothingOnThisThread()
    {
        using var scope = NewDisposeScope();
        var x = ones(2).requires_grad_();
        using (no_grad())
        {
            using (no_grad()) Assert.False((x * 2).requires_grad);
            Assert.False((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Backward_ForGivenInputs_LeavesTheOthersWithoutGradients()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2).requires_grad_(), ones(2).requires_grad_());
        autograd.backward([x * y * 3], [tensor([1f, 10f])], inputs: [x]);
        Assert.Equal([3f, 30f], x.grad!.data<float>().ToArray());
        Assert.Null(y.grad);
    }

    [Fact]
    public void Grad_OfAnUnusedInput_IsNullWhereThatIsAllowed()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(2).requires_grad_(), ones(2).requires_grad_());
        var gradients = autograd.grad([x.sum()], [x, y], allow_unused: true);
        Assert.Equal([1f, 1f], gradients[0].data<float>().ToArray());
        Assert.Null(gradients[1]);
    }

    private static double Step(Tensor weight, Tensor bias)
    {
        using var scope = NewDisposeScope();
        var loss = nn.functional.cross_entropy(nn.functional.linear(Inputs.A, weight, bias), tensor([1L, 0L, 1L]));
        loss.backward();
        using var off = no_grad();
        foreach (var parameter in new[] { weight, bias })
        {
            parameter.add_(parameter.grad!, -0.05);
            parameter.grad = null!;
        }

        return loss.item<double>();
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Drop() => new(ones(1000));

    private static Task<T> OnAThreadOfItsOwn<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
