using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods.LvlmCl;

namespace MlopsCl.Learner.Tests.Methods.LvlmCl;

/// <summary>Two tasks that ask in different words about the same things and answer differently.</summary>
public sealed class LvlmClStreamTests
{
    private static readonly PreparedSample[] First = Samples.Conflict("first", [10, 11, 12], 0);
    private static readonly PreparedSample[] Second = Samples.Conflict("second", [13, 11, 14], 1);

    [Theory]
    [InlineData("memory-mix=proportional")]
    [InlineData("memory-mix=balanced memory-share=0.5")]
    public void Learn_WithMemory_ForgetsLessThanWithout(string options)
    {
        using var with = new TaskStream("lvlm-cl", options);
        using var without = new TaskStream("lvlm-cl", "memory-mix=none");
        var first = with.Learn(First).Loss(First);
        Assert.Equal(first, without.Learn(First).Loss(First));
        var kept = with.Learn(Second, memory: 6).Loss(First[..6]);
        var lost = without.Learn(Second, memory: 6).Loss(First[..6]);
        Assert.True(kept < lost - 1, $"with memory {kept}, without {lost}, before {first}");
    }

    [Fact]
    public void Learn_OfSecondTask_LeavesFirstTasksPromptExactlyAsItWas()
    {
        using var stream = new TaskStream("lvlm-cl", "prompt-tokens=2", new() { Epochs = 3, BatchSize = 8, LearningRate = 0.01, WeightDecay = 0.1 });
        stream.Learn(First);
        var (key, offset) = (stream.Values(LvlmClTensors.Keys), stream.Values(LvlmClTensors.Offset(0)));
        Assert.Contains(offset, value => value != 0);
        stream.Learn(Second, memory: 6);
        Assert.Equal(key, stream.Values(LvlmClTensors.Keys)[..key.Length]);
        Assert.Equal(offset, stream.Values(LvlmClTensors.Offset(0)));
        Assert.Contains(stream.Values(LvlmClTensors.Offset(1)), value => value != 0);
    }

    [Fact]
    public void Learn_OfTaskWithOneQuestion_MakesItsFeatureTheKey()
    {
        using var stream = new TaskStream("lvlm-cl");
        stream.Learn(First);
        Assert.Equal([12 + 8 * 12], stream.Values(LvlmClTensors.Seen));
        Assert.All(stream.Values(LvlmClTensors.Keys).Zip(stream.Values(LvlmClTensors.Invariant)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Learn_OfTheSameTaskAgain_GoesOnWithItsPrompt()
    {
        using var stream = new TaskStream("lvlm-cl");
        stream.Learn(First).Learn(Second, memory: 6).Learn(First);
        Assert.Equal(2, stream.Values(LvlmClTensors.Seen).Length);
        Assert.False(stream.Adapters.Contains(LvlmClTensors.Offset(2)));
    }

    [Theory]
    [InlineData("task-prompt=off")]
    [InlineData("invariant-prompt=off")]
    [InlineData("visual-prompt=off")]
    [InlineData("query=off")]
    [InlineData("lambda=0")]
    [InlineData("invariant-update=task alpha=0.9")]
    [InlineData("task-prompt=off invariant-prompt=off visual-prompt=off")]
    public void Learn_WithAPartOff_StillLearns(string options)
    {
        using var stream = new TaskStream("lvlm-cl", options);
        var start = stream.Learn(First).Losses[0];
        Assert.True(stream.Loss(First) < start / 2);
    }

    [Fact]
    public void Learn_WithQueryUntrained_LeavesItTheIdentity()
    {
        using var stream = new TaskStream("lvlm-cl", "query=off");
        stream.Learn(First);
        var query = stream.Values(LvlmClTensors.Query);
        Assert.All(query.Select((value, index) => (value, index)), pair => Assert.Equal(pair.index % 65 == 0 ? 1f : 0f, pair.value));
    }
}
