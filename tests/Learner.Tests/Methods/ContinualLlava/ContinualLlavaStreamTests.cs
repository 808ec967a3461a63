using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods.ContinualLlava;

namespace MlopsCl.Learner.Tests.Methods.ContinualLlava;

/// <summary>Two or three tasks that ask in different words about the same things and answer differently.</summary>
public sealed class ContinualLlavaStreamTests
{
    private static readonly PreparedSample[] First = Samples.Conflict("first", [10, 11, 12], 0);
    private static readonly PreparedSample[] Second = Samples.Conflict("second", [13, 11, 14], 1);
    private static readonly PreparedSample[] Third = Samples.Conflict("third", [15, 11, 16], 2);

    [Fact]
    public void FreshAllocation_AfterTwoContradictingTasks_LeavesFirstTasksLossExactlyAsItWas()
    {
        using var stream = new TaskStream("continual-llava", "entries=8");
        var start = stream.Learn(First).Losses[0];
        var first = stream.Loss(First);
        var second = stream.Learn(Second).Loss(Second);
        stream.Learn(Third);
        Assert.True(first < start - 2, $"learned from {start} to {first}");
        Assert.Equal(first, stream.Loss(First));
        Assert.Equal(second, stream.Loss(Second));
    }

    [Fact]
    public void Sequential_AfterContradictingTask_LosesFirstTask()
    {
        using var stream = new TaskStream("sequential");
        var first = stream.Learn(First).Loss(First);
        Assert.True(stream.Learn(Second).Loss(First) > first + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("context-current=on")]
    [InlineData("feature=last-state centre=tasks threshold=0.99999")]
    [InlineData("targets=q_proj,v_proj,down_proj rank=2")]
    public void FreshAllocation_InLaterTasks_MovesNoEntryOfEarlierTasks(string options)
    {
        using var stream = new TaskStream(
            "continual-llava", "entries=8 " + options, new() { Epochs = 2, BatchSize = 8, LearningRate = 0.01, WeightDecay = 0.1 });
        stream.Learn(First);
        var loss = stream.Loss(First);
        var group = stream.Adapters.Groups[0];
        var ranks = 4 * group.Rank;
        var before = stream.Adapters.Matrices.ToDictionary(matrix => matrix, matrix => stream.Adapters[group.DownName(matrix)].narrow(0, 0, ranks).clone());
        stream.Learn(Second).Learn(Third);
        Assert.NotEmpty(before);
        Assert.All(before, pair => Assert.True(pair.Value.Equals(stream.Adapters[group.DownName(pair.Key)].narrow(0, 0, ranks)), pair.Key));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], stream.Values(PoolTensors.Owners));
        Assert.Equal(loss, stream.Loss(First));
    }

    [Fact]
    public void End_OfEachTask_KeepsSnapshotsThatLaterTasksDoNotMove()
    {
        using var stream = new TaskStream("continual-llava", "entries=8");
        stream.Learn(First);
        var context = stream.Adapters.Groups.Single(group => group.Name == PoolTensors.Context);
        var matrix = stream.Adapters.Matrices.First();
        var pool = stream.Adapters.Groups.Single(group => group.Name == PoolTensors.Pool);
        var snapshot = stream.Adapters[context.UpName(matrix)].clone();
        Assert.True(snapshot.Equals(stream.Adapters[pool.UpName(matrix)].narrow(1, 0, 4 * pool.Rank)));
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], stream.Values(PoolTensors.SnapshotShares));
        stream.Learn(Second);
        Assert.True(snapshot.Equals(stream.Adapters[context.UpName(matrix)].narrow(1, 0, snapshot.shape[1])));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], stream.Values(PoolTensors.SnapshotTasks));
        Assert.NotEqual(-2.944439f, stream.Values(PoolTensors.Row(2))[0], 1e-4f);
    }

    [Fact]
    public void CosineAllocation_InFirstStage_TrainsKeysTowardsQuestionsAndNothingElse()
    {
        using var stream = new TaskStream(
            "continual-llava", "allocation=cosine entries=8 key-epochs=30 key-learning-rate=0.05", new() { Epochs = 1, BatchSize = 12, LearningRate = 0.01 });
        stream.Learn(First);
        Assert.Equal(31, stream.Losses.Count);
        Assert.True(stream.Losses[0] > 0.5 && stream.Losses[29] < 0.02, $"alignment went from {stream.Losses[0]} to {stream.Losses[29]}");
        Assert.Equal(4, stream.Values(PoolTensors.Owners).Count(owner => owner == 1));
    }

    [Fact]
    public void CosineAllocation_ForQuestionsWithCloseVectors_OverwritesTheSameEntries()
    {
        using var stream = new TaskStream("continual-llava", "allocation=cosine entries=8 key-epochs=10 key-learning-rate=0.05 scale=4");
        var close = Samples.Conflict("second", [10, 11, 12, 11, 10, 12, 10, 11, 13], 1);
        var first = stream.Learn(First).Loss(First);
        var later = stream.Learn(close).Loss(First);
        Assert.True(later > first + 0.2, $"went from {first} to {later}");
        Assert.Equal(4, stream.Values(PoolTensors.Owners).Count(owner => owner == 2));
    }

    [Fact]
    public void Learn_WithMemoryGiven_IgnoresIt()
    {
        using var with = new TaskStream("continual-llava");
        using var without = new TaskStream("continual-llava");
        with.Learn(First).Learn(Second, memory: 6);
        without.Learn(First).Learn(Second);
        Assert.Equal(without.Losses, with.Losses);
    }
}
