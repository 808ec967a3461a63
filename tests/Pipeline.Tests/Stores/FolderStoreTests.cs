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
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default));
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
            Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default));
            _clock.Advance(TimeSpan.FromSeconds(15));
            await lease!.RenewAsync(default);
        }
        Assert.False(lease!.Lost.IsCancellationRequested);
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(20), default));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Lease_OfAHolderWhoseClockIsAnother_StaysWithItAsLongAsItIsRenewed(int seconds)
    {
        var elsewhere = new ManualClock();
        elsewhere.Advance(TimeSpan.FromSeconds(7200 + seconds));
        _clock.Advance(TimeSpan.FromSeconds(7200));
        var (one, _) = Open();
        var other = new FolderStore(_folder.Path, elsewhere);
        await using var lease = await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(30), default);
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(30), default));
            _clock.Advance(TimeSpan.FromSeconds(10));
            elsewhere.Advance(TimeSpan.FromSeconds(10));
            await lease!.RenewAsync(default);
        }
        Assert.False(lease!.Lost.IsCancellationRequested);
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(30), default));
        elsewhere.Advance(TimeSpan.FromSeconds(31));
        await using var next = await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(30), default);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Lease_GivenBackByItsFormerHolder_StaysWithTheNext()
    {
        var (one, other) = Open();
        var first = await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default));
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
        await File.WriteAllTextAsync(Path.Combine(leases, "streams~a~lease"), "7 3");
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

    [Fact]
    public async Task Folder_ThatIsGone_IsAwayAndNotEmpty()
    {
        var (store, _) = Open();
        await store.CreateAsync("streams/a/state.json", "{}"u8.ToArray(), default);
        await using var held = await store.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        Directory.Delete(_folder.Path, recursive: true);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync("streams/a/state.json", default));
        Assert.Contains(_folder.Path, error.Message);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenReadAsync("blobs/sha256/ab/cd", default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CreateAsync("other", "{}"u8.ToArray(), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.UploadAsync("blobs/sha256/ab/cd", new MemoryStream([1]), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryLeaseAsync("streams/b/lease", TimeSpan.FromSeconds(15), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.ListAsync("", default).GetAsyncEnumerator().MoveNextAsync());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => held!.RenewAsync(default));
        Directory.CreateDirectory(_folder.Path);
    }

    [Fact]
    public async Task Folder_ThatRefusesAWrite_IsAway()
    {
        var (store, _) = Open();
        await File.WriteAllTextAsync(_folder["streams"], "a file where a folder should be");
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CreateAsync("streams/a/state.json", "{}"u8.ToArray(), default));
        Assert.Contains("streams/a/state.json", error.Message);
        Assert.Empty(Directory.GetFiles(_folder[".store/aside"]));
    }

    [Fact]
    public async Task Lease_WhoseLockFileCannotBeOpened_IsNotTakenForAnothers()
    {
        var (store, _) = Open();
        var lockFile = _folder[".store/leases/streams~a~lease.1"];
        File.CreateSymbolicLink(lockFile, lockFile);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default));
    }

    [Fact]
    public async Task Lease_WhoseNoteLostItsContent_StaysWithItsHolderAndThenGoesOn()
    {
        var (one, other) = Open();
        await (await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default))!.DisposeAsync();
        var held = await one.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        await File.WriteAllTextAsync(_folder[".store/leases/streams~a~lease"], "");
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default));
        await held!.RenewAsync(default);
        await File.WriteAllTextAsync(_folder[".store/leases/streams~a~lease"], "");
        await held.DisposeAsync();
        await using var next = await other.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        Assert.NotNull(next);
    }
}
