using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// A store in an Azure Blob container (or in the emulator Azurite). Creation is <c>If-None-Match: *</c>, replacement <c>If-Match</c>;
/// a version is the blob's ETag, a lease is a blob lease. Which of 404, 409 and 412 tells of a conflict differs by operation: all three do.
/// </summary>
public sealed class BlobStore : IStore
{
    private const int SmallPayload = 64 * 1024;
    private readonly BlobContainerClient _container;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _opening = new(1);
    private bool _opened;

    internal BlobStore(BlobContainerClient container, TimeProvider clock)
    {
        (_container, _clock) = (container, clock);
        Address = new UriBuilder(container.Uri) { Query = "", UserName = "", Password = "" }.Uri.ToString();
    }

    /// <inheritdoc/>
    public string Address { get; }

    /// <inheritdoc/>
    public Task<StoredDocument?> ReadAsync(string name, CancellationToken cancellation) => AskAsync<StoredDocument?>(name, "reading", async blob =>
    {
        try
        {
            var result = await blob.DownloadContentAsync(cancellation);
            return new StoredDocument(result.Value.Content.ToMemory(), result.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException e) when (e.Status == 404 && !BlobFailures.IsContainerGone(e))
        {
            return null;
        }
    }, cancellation);

    /// <inheritdoc/>
    public Task<string> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        WriteAsync(name, content, new BlobRequestConditions { IfNoneMatch = ETag.All }, "exists already", cancellation);

    /// <inheritdoc/>
    public Task<string> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string etag, CancellationToken cancellation) =>
        WriteAsync(name, content, new BlobRequestConditions { IfMatch = new ETag(etag) }, "was changed or removed by somebody else", cancellation);

    /// <inheritdoc/>
    public Task UploadAsync(string name, Stream content, CancellationToken cancellation) => AskAsync(name, "writing", async blob =>
    {
        var large = !content.CanSeek || content.Length > SmallPayload;
        if (large && await blob.ExistsAsync(cancellation))
            return true;
        await UploadIfAbsentAsync(blob, content, cancellation);
        return true;
    }, cancellation);

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string name, CancellationToken cancellation) => AskAsync<Stream>(name, "reading", async blob =>
    {
        try
        {
            var result = await blob.DownloadStreamingAsync(cancellationToken: cancellation);
            return new BlobContent(result.Value.Content, Address, name);
        }
        catch (RequestFailedException e) when (e.Status == 404 && !BlobFailures.IsContainerGone(e))
        {
            throw new FileNotFoundException($"Store '{Address}' holds nothing named '{name}'.", name, e);
        }
    }, cancellation);

    /// <inheritdoc/>
    public Task RemoveAsync(string name, CancellationToken cancellation) =>
        AskAsync(
            name, "removing", async blob => await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation),
            cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        await using var blobs = _container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellation).GetAsyncEnumerator(cancellation);
        while (await BlobFailures.GuardAsync(Address, $"listing '{prefix}'", () => blobs.MoveNextAsync().AsTask(), cancellation))
            yield return blobs.Current.Name;
    }

    /// <inheritdoc/>
    public Task<IStoreLease?> TryLeaseAsync(string name, TimeSpan duration, CancellationToken cancellation)
    {
        LeaseDuration.Check(duration);
        return AskAsync<IStoreLease?>(name, "leasing", async blob =>
        {
            await UploadIfAbsentAsync(blob, Stream.Null, cancellation);
            var lease = blob.GetBlobLeaseClient();
            var asked = _clock.GetTimestamp();
            try
            {
                await lease.AcquireAsync(duration, cancellationToken: cancellation);
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                return null;
            }
            return new BlobStoreLease(lease, Address, name, duration, _clock, asked);
        }, cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> IsLeasedAsync(string name, CancellationToken cancellation) => AskAsync(name, "looking at", async blob =>
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.LeaseState == LeaseState.Leased;
        }
        catch (RequestFailedException e) when (e.Status == 404 && !BlobFailures.IsContainerGone(e))
        {
            return false;
        }
    }, cancellation);

    /// <inheritdoc/>
    public override string ToString() => Address;

    private static async Task UploadIfAbsentAsync(BlobClient blob, Stream content, CancellationToken cancellation)
    {
        try
        {
            var absent = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(content, absent, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // It is there: a payload's name says its content, and whether it is leased the acquisition tells.
        }
    }

    private Task<string> WriteAsync(
        string name, ReadOnlyMemory<byte> content, BlobRequestConditions conditions, string rule, CancellationToken cancellation) =>
        AskAsync(name, "writing", async blob =>
        {
            try
            {
                var options = new BlobUploadOptions { Conditions = conditions };
                var result = await blob.UploadAsync(BinaryData.FromBytes(content), options, cancellation);
                return result.Value.ETag.ToString();
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && !BlobFailures.IsContainerGone(e))
            {
                throw new StoreConflictException(name, rule, e);
            }
        }, cancellation);

    private async Task<T> AskAsync<T>(string name, string doing, Func<BlobClient, Task<T>> ask, CancellationToken cancellation)
    {
        var blob = _container.GetBlobClient(StoreName.Check(name));
        await OpenAsync(cancellation);
        return await BlobFailures.GuardAsync(Address, $"{doing} '{name}'", () => ask(blob), cancellation);
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (_opened)
            return;
        await _opening.WaitAsync(cancellation);
        try
        {
            if (!_opened)
                await BlobFailures.GuardAsync(Address, "making the container", () => MakeAsync(cancellation), cancellation);
            _opened = true;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<bool> MakeAsync(CancellationToken cancellation)
    {
        try
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 403)
        {
            // A signature of one container, or a role on it alone, may not make containers: whoever gave it has made this one.
            // If not, what is asked next says so.
            return false;
        }
    }
}
