using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Serving.Tests;

/// <summary>A store that can be away.</summary>
internal sealed class AbsentStore(IStore inner) : IStore
{
    public bool IsAway { get; set; }

    /// <summary>What a store that is away throws.</summary>
    public Exception Fault { get; set; } = new StoreUnavailableException("The store is away.");

    public string Address => inner.Address;

    private IStore Here => IsAway ? throw Fault : inner;

    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellation) => Here.ReadAsync(name, cancellation);

    public Task<string> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => Here.CreateAsync(name, content, cancellation);

    public Task<string> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string etag, CancellationToken cancellation) =>
        Here.ReplaceAsync(name, content, etag, cancellation);

    public Task UploadAsync(string name, Stream content, CancellationToken cancellation) => Here.UploadAsync(name, content, cancellation);

    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation) => Here.OpenReadAsync(name, cancellation);

    public Task RemoveAsync(string name, CancellationToken cancellation) => Here.RemoveAsync(name, cancellation);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) => Here.ListAsync(prefix, cancellation);

    public Task<IStoreLease?> TryLeaseAsync(string name, TimeSpan duration, CancellationToken cancellation) => Here.TryLeaseAsync(name, duration, cancellation);

    public Task<bool> IsLeasedAsync(string name, CancellationToken cancellation) => Here.IsLeasedAsync(name, cancellation);
}
