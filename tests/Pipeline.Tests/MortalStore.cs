using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests;

/// <summary>A store whose process dies at the n-th write whose name qualifies, before it or after it. From then on nothing gets through.</summary>
internal sealed class MortalStore(IStore store, int writes, bool after, Func<string, bool>? qualifies = null) : IStore
{
    private int _left = writes;

    public string Address => store.Address;

    public bool IsDead { get; private set; }

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellation) => Alive(() => store.ReadAsync(name, cancellation));

    public Task<string> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        WriteAsync(name, () => store.CreateAsync(name, content, cancellation));

    public Task<string> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string etag, CancellationToken cancellation) =>
        WriteAsync(name, () => store.ReplaceAsync(name, content, etag, cancellation));

    public Task UploadAsync(string name, Stream content, CancellationToken cancellation) => WriteAsync(name, async () =>
    {
        await store.UploadAsync(name, content, cancellation);
        return true;
    });

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation) => Alive(() => store.OpenReadAsync(name, cancellation));

    public Task RemoveAsync(string name, CancellationToken cancellation) => WriteAsync(name, async () =>
    {
        await store.RemoveAsync(name, cancellation);
        return true;
    });

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) =>
        IsDead ? throw new KilledException() : store.ListAsync(prefix, cancellation);

    public Task<IStoreLease?> TryLeaseAsync(string name, TimeSpan duration, CancellationToken cancellation) =>
        Alive(() => store.TryLeaseAsync(name, duration, cancellation));

    public Task<bool> IsLeasedAsync(string name, CancellationToken cancellation) => Alive(() => store.IsLeasedAsync(name, cancellation));

    private Task<T> Alive<T>(Func<Task<T>> ask) => IsDead ? throw new KilledException() : ask();

    private async Task<T> WriteAsync<T>(string name, Func<Task<T>> write)
    {
        if (IsDead)
            throw new KilledException();
        var last = qualifies?.Invoke(name) != false && Interlocked.Decrement(ref _left) == 0;
        IsDead |= last && !after;
        if (IsDead)
            throw new KilledException();
        var result = await write();
        IsDead |= last;
        return IsDead ? throw new KilledException() : result;
    }
}
