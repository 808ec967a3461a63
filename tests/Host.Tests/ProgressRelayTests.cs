using MlopsCl.Pipeline;

namespace MlopsCl.Host.Tests;

public sealed class ProgressRelayTests
{
    [Theory]
    [InlineData(RunPhase.Prepare, "The store is away.")]
    [InlineData(RunPhase.Train, null)]
    [InlineData(RunPhase.Evaluate, null)]
    public void A_worker_that_learns_again_after_a_trouble_is_no_longer_troubled(RunPhase phase, string? trouble)
    {
        var state = new WorkerState { Trouble = "The store is away." };
        new ProgressRelay(state, new Progress<RunProgress>()).Report(new RunProgress("colours", "warmth", "key", phase, null));
        Assert.Equal((trouble, phase), (state.Trouble, state.Current!.Phase));
    }
}
