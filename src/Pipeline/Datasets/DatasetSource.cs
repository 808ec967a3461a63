using Azure.Identity;
using Azure.Storage.Blobs;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>Where the bytes of a dataset address are: a folder, a local archive, or an archive that is fetched into the work folder first.</summary>
internal static class DatasetSource
{
    private const string StorePrefix = "store:", BlobHost = ".blob.core.windows.net";

    /// <summary>The local path of what the address names; something remote is downloaded, up to the limit on total bytes.</summary>
    /// <exception cref="DatasetRejectedException">The address is of an unknown form, or there is nothing.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached: worth another attempt.</exception>
    public static async Task<string> FetchAsync(string address, IStore store, string workFolder, DatasetLimits limits, CancellationToken cancellation)
    {
        if (address.StartsWith(StorePrefix, StringComparison.Ordinal))
            return await DownloadAsync(address[StorePrefix.Length..], name => OpenAsync(store, name, cancellation), workFolder, limits, cancellation);
        if (address.Contains("://", StringComparison.Ordinal))
        {
            var blob = Blob(address);
            return await DownloadAsync(blob.Name, _ => OpenAsync(blob, cancellation), workFolder, limits, cancellation);
        }

        return Path.Exists(address) ? Path.GetFullPath(address) : throw NotFound(Shown(address));
    }

    /// <summary>An address without the secret that its query may hold.</summary>
    public static string Shown(string address) => address.Contains("://", StringComparison.Ordinal) ? address.Split('?')[0] : address;

    private static async Task<Stream> OpenAsync(IStore store, string name, CancellationToken cancellation)
    {
        try
        {
            return await store.OpenReadAsync(name, cancellation);
        }
        catch (FileNotFoundException)
        {
            throw NotFound($"{StorePrefix}{name}");
        }
        catch (ArgumentException e)
        {
            throw new DatasetRejectedException(DatasetFault.Address, $"'{StorePrefix}{name}' is not a name that a store can hold: {e.Message}", e);
        }
    }

    private static async Task<Stream> OpenAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return await blob.OpenReadAsync(cancellationToken: cancellation);
        }
        catch (Azure.RequestFailedException e) when (e.Status == 404)
        {
            throw NotFound(Shown(blob.Uri.ToString()));
        }
        catch (Exception e) when (e is Azure.RequestFailedException or AuthenticationFailedException)
        {
            throw new StoreUnavailableException($"The dataset at '{Shown(blob.Uri.ToString())}' cannot be read. Check the network, and that this identity may read it.", e);
        }
    }

    private static BlobClient Blob(string address)
    {
        var connection = Environment.GetEnvironmentVariable(StoreFactory.ConnectionStringVariable);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw UnknownForm(address);
        if (!string.IsNullOrWhiteSpace(connection) && new BlobServiceClient(connection) is { } account && account.Uri.IsBaseOf(uri) && uri.AbsolutePath.StartsWith(account.Uri.AbsolutePath, StringComparison.Ordinal))
        {
            var place = new BlobUriBuilder(uri);
            return account.GetBlobContainerClient(place.BlobContainerName).GetBlobClient(place.BlobName);
        }

        if (uri.Scheme != Uri.UriSchemeHttps || !uri.Host.EndsWith(BlobHost, StringComparison.OrdinalIgnoreCase))
            throw UnknownForm(address);
        return uri.Query.Contains("sig=", StringComparison.Ordinal) ? new BlobClient(uri) : new BlobClient(uri, new DefaultAzureCredential());
    }

    private static async Task<string> DownloadAsync(string name, Func<string, Task<Stream>> open, string workFolder, DatasetLimits limits, CancellationToken cancellation)
    {
        Directory.CreateDirectory(workFolder);
        var path = Path.Combine(workFolder, "fetched-" + Path.GetFileName(name));
        await using var source = await open(name);
        await using var file = File.Create(path);
        var (buffer, total) = (new byte[1 << 16], 0L);
        for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0;)
        {
            total += read;
            if (total > limits.TotalBytes)
                throw new DatasetRejectedException(DatasetFault.ArchiveTooLarge, $"'{name}' has more than {limits.TotalBytes} bytes. Split the dataset, or raise the limit on total bytes.");
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return path;
    }

    private static DatasetRejectedException NotFound(string address) => new(DatasetFault.NotFound, $"There is no dataset at '{address}'. Check the address, and that this machine can see it.");

    private static DatasetRejectedException UnknownForm(string address) => new(
        DatasetFault.Address, $"'{Shown(address)}' is not an address of a dataset; use a path, store:NAME, or https://ACCOUNT{BlobHost}/CONTAINER/NAME.");
}
