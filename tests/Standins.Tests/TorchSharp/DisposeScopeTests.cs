using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>Scopes own what is made inside them, as in TorchSharp.</summary>
public sealed class DisposeScopeTests
{
    [Fact]
    public void ATensor_MadeOutsideEveryScope_LivesUntilItIsDisposed()
    {
        var tensor = ones(2);
        using (NewDisposeScope())
        {
        }

        Assert.False(tensor.IsInvalid);
        tensor.Dispose();
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void ANestedScope_DisposesItsOwnAndLeavesTheOuterOnes()
    {
        using var outer = NewDisposeScope();
        var mine = ones(2);
        Tensor theirs;
        using (var inner = NewDisposeScope())
        {
            theirs = mine + 1;
            Assert.Same(inner, CurrentDisposeScope);
            Assert.True(inner.Contains(theirs));
            Assert.False(inner.Contains(mine));
        }

        Assert.Same(outer, CurrentDisposeScope);
        Assert.True(theirs.IsInvalid);
        Assert.False(mine.IsInvalid);
    }

    [Fact]
    public void MoveToOuterDisposeScope_WithoutAnOuterScope_LetsTheTensorLive()
    {
        Tensor kept;
        using (NewDisposeScope()) kept = ones(2).MoveToOuterDisposeScope();
        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void DetachFromDisposeScope_TakesTheTensorOutOfEveryScope()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope()) kept = ones(2).DetachFromDisposeScope();
        }

        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void MoveToOtherDisposeScope_GivesTheTensorToTheOtherTensorsScope()
    {
        using var outer = NewDisposeScope();
        var anchor = ones(1);
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope()) moved = ones(2).MoveToOtherDisposeScope(anchor);
        }

        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
    }

    [Fact]
    public void Attach_MakesALooseTensorTheScopes()
    {
        var loose = ones(2);
        using (var scope = NewDisposeScope()) scope.Attach(loose);
        Assert.True(loose.IsInvalid);
    }

    [Fact]
    public void DisposeEverythingBut_KeepsOneAndStaysOpen()
    {
        Tensor kept, later;
        using (var scope = NewDisposeScope())
        {
            var dropped = ones(2);
            kept = scope.DisposeEverythingBut(ones(3));
            Assert.True(dropped.IsInvalid);
            Assert.False(kept.IsInvalid);
            later = ones(4);
            Assert.Equal(2, scope.DisposablesCount);
        }

        Assert.True(kept.IsInvalid);
        Assert.True(later.IsInvalid);
    }

    [Fact]
    public void ATensor_DisposedByHand_LeavesItsScope()
    {
        using var scope = NewDisposeScope();
        var tensor = ones(2);
        tensor.Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void AScope_BelongsToItsThread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = ones(2));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(elsewhere!));
        elsewhere!.Dispose();
    }

    [Fact]
    public async Task Statistics_CountWhatAThreadMadeAndDisposed()
    {
        var counts = await Task.Factory.StartNew(
            () =>
            {
                var statistics = DisposeScopeManager.Statistics;
                ones(1).Dispose();
                using (NewDisposeScope()) _ = ones(2) + ones(2);
                return (statistics.CreatedOutsideScopeCount, statistics.DisposedOutsideScopeCount, statistics.CreatedInScopeCount,
                    statistics.DisposedInScopeCount, statistics.ThreadTotalLiveCount);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal((1L, 1L, 3L, 3L, 0L), counts);
    }

    [Fact]
    public void WrappedTensorDisposeScope_KeepsTheResultOnly()
    {
        using var scope = NewDisposeScope();
        var result = WrappedTensorDisposeScope(() => (ones(2) + ones(2)).mul(3));
        Assert.Equal(12f, result.sum().item<float>());
        Assert.Equal(2, scope.DisposablesCount);
    }
}
