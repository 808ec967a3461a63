using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Promoting;

/// <summary>A store that misses the first answer to a replacement of one document, repeats it as a client does, and so meets its own write.</summary>
internal sealed class DeafStore(IStore store, string deafFor) : IStore
{
    public string Address => store.Address;

    public bool WasDeaf { get; private set; }

    public async Task<string> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string etag, CancellationToken cancellation)
    {
        var answer = await store.ReplaceAsync(name, content, etag, cancellation);
        if (WasDeaf || name != deafFor)
            return answer;
        WasDeaf = true;
        return await store.ReplaceAsync(name, content, etag, cancellation);
    }

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellation) => store.ReadAsync(name, cancellation);

    public Task<string> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        store.CreateAsync(name, content, cancellation);

    public Task UploadAsync(string name, Stream content, CancellationToken cancellation) => store.UploadAsync(name, content, cancellation);

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation) => store.OpenReadAsync(name, cancellation);

    public Task RemoveAsync(string name, CancellationToken cancellation) => store.RemoveAsync(name, cancellation);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) => store.ListAsync(prefix, cancellation);

    public Task<IStoreLease?> TryLeaseAsync(string name, TimeSpan duration, CancellationToken cancellation) =>
        store.TryLeaseAsync(name, duration, cancellation);

    public Task<bool> IsLeasedAsync(string name, CancellationToken cancellation) => store.IsLeasedAsync(name, cancellation);
}
