using System.Diagnostics;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Stores;

public sealed class FolderStoreTests : StoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    protected override (IStore One, IStore Other) Open() => (new FolderStore(_folder.Path, _clock), new FolderStore(_folder.Path, _clock));

    [Fact]
    public async Task Lease_ThatRanOut_IsLostAndGoesToTheNext()
    {
        var (one, other) = Open();
        await using var first = await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default);
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default));
        Assert.False(first!.Lost.IsCancellationRequested);

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(first.Lost.IsCancellationRequested);
        await using var second = await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default);
        Assert.NotNull(second);
        await Assert.ThrowsAsync<LostLeaseException>(() => first.RenewAsync(default));
    }

    [Fact]
    public async Task Lease_ThatIsRenewed_OutlivesItsDuration()
    {
        var (one, other) = Open();
        await using var lease = await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default);
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(15));
            await lease!.RenewAsync(default);
        }
        Assert.False(lease!.Lost.IsCancellationRequested);
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default));
    }

    [Fact]
    public async Task Lease_GivenBackByItsFormerHolder_StaysWithTheNext()
    {
        var (one, other) = Open();
        var first = await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        _clock.Advance(TimeSpan.FromSeconds(16));
        await using var second = await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        await first!.DisposeAsync();
        Assert.Null(await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default));
    }

    [Fact]
    public async Task Lease_WhoseHolderWasKilled_GoesToTheNextAtOnce()
    {
        var (store, _) = Open();
        await (await store.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(60), default))!.DisposeAsync();
        var leases = Path.Combine(_folder.Path, ".store", "leases");
        await File.WriteAllTextAsync(Path.Combine(leases, "streams~a~lease"), $"7 {_clock.GetUtcNow().AddSeconds(60).UtcTicks}");
        var lockFile = Path.Combine(leases, "streams~a~lease.7");
        await File.WriteAllTextAsync(lockFile, "");
        using var holder = Process.Start(new ProcessStartInfo("flock", [lockFile, "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        Assert.Null(await store.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(60), default));

        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync();
        IStoreLease? next = null;
        for (var i = 0; i < 200 && next is null; i++)
        {
            next = await store.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(60), default);
            await Task.Delay(10);
        }
        Assert.NotNull(next);
        await next.DisposeAsync();
    }

    [Fact]
    public async Task Documents_LieWhereTheirNamesSay()
    {
        var (store, _) = Open();
        await store.CreateAsync("streams/a/state.json", "{}"u8.ToArray(), default);
        Assert.Equal("{}", await File.ReadAllTextAsync(_folder["streams/a/state.json"]));
        Assert.Empty(Directory.GetFiles(_folder[".store/aside"]));
    }

    [Fact]
    public void Folder_ThatCannotBeMade_IsNamedWithWhatToDo()
    {
        File.WriteAllText(_folder["file"], "");
        var error = Assert.Throws<StoreUnavailableException>(() => new FolderStore(_folder["file/store"], _clock));
        Assert.Contains(_folder["file/store"], error.Message);
        Assert.Contains("Choose a folder", error.Message);
    }
}
