using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>Where the bytes of a dataset address are: a folder, a local archive, or an archive that is fetched into the work folder first.</summary>
internal static class DatasetSource
{
    /// <summary>The local path of what the address names; something remote is downloaded, up to the limit on total bytes.</summary>
    /// <exception cref="DatasetRejectedException">The address is of an unknown form, or there is nothing.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached: worth another attempt.</exception>
    /// <exception cref="IOException">Another storage account cannot be reached: worth a few attempts, for it must not hold up the stream for ever.</exception>
    public static async Task<string> FetchAsync(string address, IStore store, string workFolder, DatasetLimits limits, CancellationToken cancellation)
    {
        if (DatasetAddress.LocalPath(address) is { } path)
            return Path.Exists(path) ? Path.GetFullPath(path) : throw NotFound(address);
        if (address.StartsWith(DatasetAddress.StorePrefix, StringComparison.Ordinal))
            return await DownloadAsync(
                address[DatasetAddress.StorePrefix.Length..], name => OpenAsync(store, name, cancellation), workFolder, limits, cancellation);
        var blob = BlobDataset.At(address, Environment.GetEnvironmentVariable(StoreFactory.ConnectionStringVariable)) ?? throw UnknownForm(address);
        return await DownloadAsync(blob.Name, _ => blob.OpenAsync(cancellation), workFolder, limits, cancellation);
    }

    private static async Task<Stream> OpenAsync(IStore store, string name, CancellationToken cancellation)
    {
        try
        {
            return await store.OpenReadAsync(name, cancellation);
        }
        catch (FileNotFoundException)
        {
            throw NotFound($"{DatasetAddress.StorePrefix}{name}");
        }
        catch (ArgumentException e)
        {
            throw new DatasetRejectedException(
                DatasetFault.Address, $"'{DatasetAddress.StorePrefix}{name}' is not a name that a store can hold: {e.Message}", e);
        }
    }

    private static async Task<string> DownloadAsync(
        string name, Func<string, Task<Stream>> open, string workFolder, DatasetLimits limits, CancellationToken cancellation)
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
                throw new DatasetRejectedException(
                    DatasetFault.ArchiveTooLarge, $"'{name}' has more than {limits.TotalBytes} bytes. Split the dataset, or raise the limit on total bytes.");
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return path;
    }

    /// <summary>There is nothing at an address.</summary>
    public static DatasetRejectedException NotFound(string address) => new(
        DatasetFault.NotFound, $"There is no dataset at '{Secrets.Hide(address)}'. Check the address, and that this machine can see it.");

    private static DatasetRejectedException UnknownForm(string address) => new(
        DatasetFault.Address, $"'{Secrets.Hide(address)}' is not an address of a dataset; " +
            $"use a path, file:///PATH, store:NAME, or https://ACCOUNT{BlobDataset.Host}/CONTAINER/NAME.");
}
