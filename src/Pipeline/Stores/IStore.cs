namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// Where everything durable lies: small documents that change by compare-and-swap, and immutable payloads.
/// Names are relative, of segments joined by '/', each of letters, digits, '.', '-' and '_' and none beginning with '.'.
/// </summary>
public interface IStore
{
    /// <summary>Where the store is, for messages. It never holds a secret.</summary>
    string Address { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The content and its version; null when there is no such document.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellation);

    /// <summary>Creates a document that must not exist yet. Of several callers at once, one succeeds.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The version, for <see cref="ReplaceAsync"/>.</returns>
    /// <exception cref="StoreConflictException">The document exists.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task<string> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Replaces a document that must still be at the version that the caller knows.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="content">The whole new content.</param>
    /// <param name="etag">The version that the caller read or wrote last.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="StoreConflictException">The document is at another version, or is gone.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task<string> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string etag, CancellationToken cancellation);

    /// <summary>Writes an immutable payload, whole or not at all. A name that exists already counts as written.</summary>
    /// <param name="name">The payload's name, which says its content (a digest).</param>
    /// <param name="content">The content, read to its end.</param>
    /// <param name="cancellation">Stops the call; nothing is left behind.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task UploadAsync(string name, Stream content, CancellationToken cancellation);

    /// <summary>Opens a payload or document for reading.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>A readable stream that the caller disposes.</returns>
    /// <exception cref="FileNotFoundException">There is nothing under that name.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task<Stream> OpenReadAsync(string name, CancellationToken cancellation);

    /// <summary>Removes a payload that nothing needs any more; removing nothing is no fault.</summary>
    /// <param name="name">The payload's name.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task RemoveAsync(string name, CancellationToken cancellation);

    /// <summary>Lists names, in ordinal order.</summary>
    /// <param name="prefix">What the names begin with; empty for all.</param>
    /// <param name="cancellation">Stops the listing.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>
    /// Takes a lease: at most one holder at a time, as far as clocks allow. What must never happen twice is fenced by a version, not by a
    /// lease.
    /// </summary>
    /// <param name="name">The lease's name.</param>
    /// <param name="duration">How long it is valid without renewal, 15 to 60 seconds.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The lease; null while somebody else holds it.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task<IStoreLease?> TryLeaseAsync(string name, TimeSpan duration, CancellationToken cancellation);

    /// <summary>Whether somebody holds a lease at this moment, as far as clocks allow; nobody is kept from taking it.</summary>
    /// <param name="name">The lease's name.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached or refuses access.</exception>
    Task<bool> IsLeasedAsync(string name, CancellationToken cancellation);
}
