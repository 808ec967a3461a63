using System.Text;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Stores;

/// <summary>What every store does, whatever it lies on.</summary>
public abstract class StoreContract
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(15);

    /// <summary>Two clients of one fresh store.</summary>
    protected abstract (IStore One, IStore Other) Open();

    [Fact]
    public async Task ReadAsync_OfNothing_GivesNull()
    {
        var (store, _) = Open();
        Assert.Null(await store.ReadAsync("streams/a/state.json", default));
    }

    [Fact]
    public async Task CreateAsync_ThenRead_GivesTheContentAndTheSameVersion()
    {
        var (store, other) = Open();
        var etag = await store.CreateAsync("streams/a/state.json", Bytes("one"), default);
        var read = await other.ReadAsync("streams/a/state.json", default);
        Assert.Equal("one", Text(read!.Content));
        Assert.Equal(etag, read.ETag);
    }

    [Fact]
    public async Task CreateAsync_OfAnEmptyDocument_IsADocument()
    {
        var (store, _) = Open();
        await store.CreateAsync("empty", ReadOnlyMemory<byte>.Empty, default);
        Assert.Equal(0, (await store.ReadAsync("empty", default))!.Content.Length);
    }

    [Fact]
    public async Task CreateAsync_OfWhatExists_IsAConflictAndChangesNothing()
    {
        var (store, other) = Open();
        await store.CreateAsync("a", Bytes("one"), default);
        var conflict = await Assert.ThrowsAsync<StoreConflictException>(() => other.CreateAsync("a", Bytes("two"), default));
        Assert.Equal("a", conflict.Name);
        Assert.Equal("one", Text((await store.ReadAsync("a", default))!.Content));
    }

    [Fact]
    public async Task CreateAsync_ByManyAtOnce_SucceedsOnce()
    {
        var (one, other) = Open();
        var created = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => TryAsync(() => (i % 2 == 0 ? one : other).CreateAsync("a", Bytes($"{i}"), default))));
        Assert.Single(created, c => c);
        Assert.Equal($"{Array.IndexOf(created, true)}", Text((await one.ReadAsync("a", default))!.Content));
    }

    [Fact]
    public async Task ReplaceAsync_WithTheKnownVersion_GivesANewOne()
    {
        var (store, other) = Open();
        var first = await store.CreateAsync("a", Bytes("one"), default);
        var second = await other.ReplaceAsync("a", Bytes("two"), first, default);
        Assert.NotEqual(first, second);
        var read = await store.ReadAsync("a", default);
        Assert.Equal(("two", second), (Text(read!.Content), read.ETag));
    }

    [Fact]
    public async Task ReplaceAsync_WithAnOldVersion_IsAConflictAndChangesNothing()
    {
        var (store, other) = Open();
        var first = await store.CreateAsync("a", Bytes("one"), default);
        await other.ReplaceAsync("a", Bytes("two"), first, default);
        await Assert.ThrowsAsync<StoreConflictException>(() => store.ReplaceAsync("a", Bytes("three"), first, default));
        Assert.Equal("two", Text((await store.ReadAsync("a", default))!.Content));
    }

    [Fact]
    public async Task RemoveAsync_OfAPayload_RemovesIt_AndOfNothingIsNoFault()
    {
        var (store, other) = Open();
        await store.UploadAsync("blobs/a", new MemoryStream([1]), default);
        await store.UploadAsync("blobs/b", new MemoryStream([2]), default);
        await store.RemoveAsync("blobs/a", default);
        await store.RemoveAsync("blobs/a", default);
        await Assert.ThrowsAsync<FileNotFoundException>(() => other.OpenReadAsync("blobs/a", default));
        await using var kept = await other.OpenReadAsync("blobs/b", default);
        Assert.Equal(2, kept.ReadByte());
        await store.UploadAsync("blobs/a", new MemoryStream([1]), default);
        await using var again = await other.OpenReadAsync("blobs/a", default);
        Assert.Equal(1, again.ReadByte());
    }

    [Fact]
    public async Task ReplaceAsync_OfNothing_IsAConflict()
    {
        var (store, _) = Open();
        var etag = await store.CreateAsync("a", Bytes("one"), default);
        await Assert.ThrowsAsync<StoreConflictException>(() => store.ReplaceAsync("b", Bytes("two"), etag, default));
    }

    [Fact]
    public async Task ReplaceAsync_ByManyAtOnce_LosesNoIncrement()
    {
        var (one, other) = Open();
        await one.CreateAsync("count", Bytes("0"), default);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => IncrementAsync(i % 2 == 0 ? one : other)));
        Assert.Equal("8", Text((await one.ReadAsync("count", default))!.Content));
    }

    [Fact]
    public async Task UploadAsync_ThenOpen_GivesTheBytes()
    {
        var (store, other) = Open();
        var payload = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3)).ToArray();
        await store.UploadAsync("blobs/sha256/ab/cd", new MemoryStream(payload), default);
        Assert.Equal(payload, await ReadAllAsync(other, "blobs/sha256/ab/cd"));
    }

    [Fact]
    public async Task UploadAsync_OfWhatExists_LeavesTheFirstAndSucceeds()
    {
        var (store, other) = Open();
        await store.UploadAsync("blobs/sha256/ab/cd", new MemoryStream(Bytes("one")), default);
        await other.UploadAsync("blobs/sha256/ab/cd", new MemoryStream(Bytes("two")), default);
        Assert.Equal("one", Text(await ReadAllAsync(store, "blobs/sha256/ab/cd")));
    }

    [Fact]
    public async Task UploadAsync_WhoseSourceFails_LeavesNothing()
    {
        var (store, _) = Open();
        await Assert.ThrowsAnyAsync<Exception>(() => store.UploadAsync("blobs/sha256/ab/cd", new BrokenStream(100_000), default));
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenReadAsync("blobs/sha256/ab/cd", default));
        Assert.Empty(await NamesAsync(store, ""));
    }

    [Fact]
    public async Task OpenReadAsync_OfNothing_NamesIt()
    {
        var (store, _) = Open();
        var missing = await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenReadAsync("blobs/sha256/ab/cd", default));
        Assert.Contains("blobs/sha256/ab/cd", missing.Message);
    }

    [Fact]
    public async Task ListAsync_GivesNamesWithThePrefixInOrdinalOrder()
    {
        var (store, _) = Open();
        foreach (var name in new[] { "streams/b/state.json", "streams/a/state.json", "streams/a/runs/2.json", "streams/a/runs/10.json", "other" })
            await store.CreateAsync(name, Bytes("x"), default);
        Assert.Equal(["streams/a/runs/10.json", "streams/a/runs/2.json"], await NamesAsync(store, "streams/a/runs/"));
        Assert.Equal(["streams/a/runs/10.json"], await NamesAsync(store, "streams/a/runs/1"));
        Assert.Equal(5, (await NamesAsync(store, "")).Count);
        Assert.Empty(await NamesAsync(store, "nothing/"));
    }

    [Fact]
    public async Task TryLeaseAsync_WhileHeld_GivesNullToTheOther()
    {
        var (one, other) = Open();
        await using var held = await one.TryLeaseAsync("streams/a/lease", s_lease, default);
        Assert.NotNull(held);
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", s_lease, default));
        await using var elsewhere = await other.TryLeaseAsync("streams/b/lease", s_lease, default);
        Assert.NotNull(elsewhere);
    }

    [Fact]
    public async Task IsLeasedAsync_SaysWhetherSomebodyHoldsIt_AndHindersNobody()
    {
        var (one, other) = Open();
        Assert.False(await other.IsLeasedAsync("streams/a/lease", default));
        await using (await one.TryLeaseAsync("streams/a/lease", s_lease, default))
            Assert.True(await other.IsLeasedAsync("streams/a/lease", default));
        Assert.False(await one.IsLeasedAsync("streams/a/lease", default));
        await using var next = await other.TryLeaseAsync("streams/a/lease", s_lease, default);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task TryLeaseAsync_AfterItWasGivenBack_GivesIt()
    {
        var (one, other) = Open();
        await (await one.TryLeaseAsync("streams/a/lease", s_lease, default))!.DisposeAsync();
        await using var again = await other.TryLeaseAsync("streams/a/lease", s_lease, default);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task RenewAsync_WhileHeld_KeepsIt()
    {
        var (one, other) = Open();
        await using var held = await one.TryLeaseAsync("streams/a/lease", s_lease, default);
        await held!.RenewAsync(default);
        Assert.False(held.Lost.IsCancellationRequested);
        Assert.Null(await other.TryLeaseAsync("streams/a/lease", s_lease, default));
    }

    [Fact]
    public async Task TryLeaseAsync_ByManyAtOnce_SucceedsOnce()
    {
        var (one, other) = Open();
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).TryLeaseAsync("streams/a/lease", s_lease, default)));
        await using var held = Assert.Single(leases, l => l is not null);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(61)]
    public async Task TryLeaseAsync_OfAnotherDuration_SaysTheRange(int seconds)
    {
        var (store, _) = Open();
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.TryLeaseAsync("a", TimeSpan.FromSeconds(seconds), default));
        Assert.Contains("15 to 60", error.Message);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData(".store/locks/00")]
    [InlineData("a\\b")]
    [InlineData("")]
    public async Task Names_ThatCouldLeaveTheStore_AreRefused(string name)
    {
        var (store, _) = Open();
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CreateAsync(name, Bytes("x"), default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.UploadAsync(name, new MemoryStream(), default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenReadAsync(name, default));
    }

    private static async Task IncrementAsync(IStore store)
    {
        for (; ; )
        {
            var read = await store.ReadAsync("count", default);
            var next = int.Parse(Text(read!.Content)) + 1;
            if (await TryAsync(() => store.ReplaceAsync("count", Bytes($"{next}"), read.ETag, default)))
                return;
        }
    }

    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await Task.Run(write);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }

    private static async Task<byte[]> ReadAllAsync(IStore store, string name)
    {
        await using var content = await store.OpenReadAsync(name, default);
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory);
        return memory.ToArray();
    }

    private static async Task<List<string>> NamesAsync(IStore store, string prefix)
    {
        var names = new List<string>();
        await foreach (var name in store.ListAsync(prefix, default))
            names.Add(name);
        return names;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private sealed class BrokenStream(int good) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position >= good)
                throw new InvalidOperationException("The source is broken.");
            var read = (int)Math.Min(count, good - Position);
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
