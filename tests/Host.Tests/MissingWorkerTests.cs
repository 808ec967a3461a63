using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host.Tests;

public sealed class MissingWorkerTests
{
    private readonly Clock _clock = new();
    private readonly List<double> _told = [];

    [Fact]
    public async Task Whoever_waits_is_told_once_when_no_worker_has_come_for_a_while()
    {
        using var site = new Site();
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        var missing = Of(site);
        await LookForAsync(missing, seconds: 19);
        Assert.Empty(_told);
        await LookForAsync(missing, seconds: 60);
        Assert.InRange(Assert.Single(_told), 20, 22);
    }

    [Fact]
    public async Task Nobody_is_told_while_a_worker_has_the_stream_and_again_after_it_has_gone()
    {
        using var site = new Site();
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        var missing = Of(site);
        var store = StoreFactory.Open(site.Store, TimeProvider.System);
        await using (await store.TryLeaseAsync($"streams/{Site.Stream}/lease", TimeSpan.FromSeconds(60), CancellationToken.None))
            await LookForAsync(missing, seconds: 100);
        Assert.Empty(_told);
        await LookForAsync(missing, seconds: 100);
        Assert.Single(_told);
    }

    private MissingWorker Of(Site site) =>
        new(new StreamLog(StoreFactory.Open(site.Store, TimeProvider.System)), Site.Stream, _clock, time => _told.Add(time.TotalSeconds));

    private async Task LookForAsync(MissingWorker missing, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Seconds++;
            await missing.LookAsync(CancellationToken.None);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
