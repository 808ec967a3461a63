namespace MlopsCl.Consumers.Tests;

public sealed class WorkSignalTests
{
    [Fact]
    public async Task Signals_that_come_before_the_wait_are_one()
    {
        using var signal = new WorkSignal();
        signal.Raise();
        signal.Raise();
        Assert.True(await signal.WaitAsync(TimeSpan.Zero, CancellationToken.None));
        Assert.False(await signal.WaitAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task A_signal_ends_a_wait_that_has_begun()
    {
        using var signal = new WorkSignal();
        var wait = signal.WaitAsync(TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.False(wait.IsCompleted);
        signal.Raise();
        Assert.True(await wait);
    }
}
