using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>
/// An archive in Azure Blob Storage: in the account of the connection string, or at <c>https://ACCOUNT.blob.core.windows.net/CONTAINER/NAME</c>, with the
/// signature in its query or else as the signed-in identity.
/// </summary>
internal sealed class BlobDataset
{
    public const string Host = ".blob.core.windows.net";
    private readonly BlobClient _blob;

    private BlobDataset(BlobClient blob) => _blob = blob;

    /// <summary>The blob's name in its container.</summary>
    public string Name => _blob.Name;

    private string Shown => Secrets.Hide(_blob.Uri.ToString());

    /// <summary>The blob of an address; null when the address is not of that form. Nothing is asked yet.</summary>
    /// <param name="address">The address.</param>
    /// <param name="connection">A connection string (<see cref="StoreFactory.ConnectionStringVariable"/>); null without.</param>
    /// <param name="options">How the client asks; null for its defaults.</param>
    public static BlobDataset? At(string address, string? connection, BlobClientOptions? options = null)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return null;
        if (!string.IsNullOrWhiteSpace(connection) && new BlobServiceClient(connection, options) is { } account && IsIn(account, uri))
        {
            var place = new BlobUriBuilder(uri);
            return new BlobDataset(account.GetBlobContainerClient(place.BlobContainerName).GetBlobClient(place.BlobName));
        }
        if (uri.Scheme != Uri.UriSchemeHttps || !uri.Host.EndsWith(Host, StringComparison.OrdinalIgnoreCase))
            return null;
        var isSigned = uri.Query.Contains("sig=", StringComparison.Ordinal);
        return new BlobDataset(isSigned ? new BlobClient(uri, options) : new BlobClient(uri, new DefaultAzureCredential(), options));
    }

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="DatasetRejectedException">There is no such blob, or it may not be read.</exception>
    /// <exception cref="IOException">The account cannot be reached: worth a few attempts, but the stream does not wait for it for ever.</exception>
    public async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await _blob.OpenReadAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw DatasetSource.NotFound(Shown);
        }
        catch (RequestFailedException e) when (e.Status is >= 400 and < 500 and not (408 or 429))
        {
            throw new DatasetRejectedException(
                DatasetFault.Address,
                $"'{Shown}' may not be read (HTTP {e.Status}, {e.ErrorCode ?? "no error code"}). " +
                "Give the worker's identity the right to, or submit an address whose signature is valid.");
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw new IOException(
                $"The dataset at '{Shown}' cannot be read: no answer, or no credential. Check the network, and that this worker is signed in.");
        }
    }

    private static bool IsIn(BlobServiceClient account, Uri uri) =>
        account.Uri.IsBaseOf(uri) && uri.AbsolutePath.StartsWith(account.Uri.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal);
}
