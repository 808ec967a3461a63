using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace MlopsCl.Pipeline.Stores;

/// <summary>Opens a store by its address.</summary>
public static class StoreFactory
{
    /// <summary>
    /// The environment variable that holds a storage account's connection string, for addresses <c>azure://CONTAINER</c>.
    /// </summary>
    public const string ConnectionStringVariable = "AZURE_STORAGE_CONNECTION_STRING";

    /// <summary>
    /// Opens a store; nothing is asked of it before the first use. The address is a folder; <c>azure://CONTAINER</c>, whose account
    /// and key come from <see cref="ConnectionStringVariable"/>; or <c>https://ACCOUNT.blob.core.windows.net/CONTAINER</c>, opened with
    /// the signed-in identity (<c>DefaultAzureCredential</c>), or with the shared access signature in its query.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="clock">The clock that leases run out by.</param>
    /// <exception cref="ArgumentException">The address has none of these forms, or its connection string is missing.</exception>
    /// <exception cref="StoreUnavailableException">A folder cannot be made.</exception>
    public static IStore Open(string address, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        if (address.StartsWith("azure://", StringComparison.OrdinalIgnoreCase))
            return new BlobStore(OpenWithConnectionString(address["azure://".Length..].Trim('/')), clock);
        if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return new BlobStore(OpenWithIdentity(new Uri(address)), clock);
        if (address.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"Store address '{Secrets.Hide(address)}' is of an unknown kind; " +
                "use a folder, azure://CONTAINER or https://ACCOUNT.blob.core.windows.net/CONTAINER.",
                nameof(address));
        }
        return new FolderStore(address, clock);
    }

    private static BlobContainerClient OpenWithConnectionString(string container)
    {
        var connection = Environment.GetEnvironmentVariable(ConnectionStringVariable);
        if (string.IsNullOrWhiteSpace(connection))
            throw new ArgumentException(
                $"Store address 'azure://{container}' needs the environment variable {ConnectionStringVariable}; set it, " +
                "or use an https:// address.");
        _ = ContainerName(container);
        try
        {
            return new BlobContainerClient(connection, container, Options());
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new ArgumentException(
                $"The connection string in {ConnectionStringVariable} is not valid; copy it anew from the storage account's access keys.");
        }
    }

    private static BlobContainerClient OpenWithIdentity(Uri address)
    {
        var container = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _ = ContainerName(container[(container.LastIndexOf('/') + 1)..]);
        return address.Query.Contains("sig=", StringComparison.Ordinal)
            ? new BlobContainerClient(new Uri(container), new AzureSasCredential(address.Query.TrimStart('?')), Options())
            : new BlobContainerClient(new Uri(container), new DefaultAzureCredential(), Options());
    }

    private static string ContainerName(string name) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? name
            : throw new ArgumentException($"Container name '{name}' is not valid; use 3 to 63 lower-case letters, digits and '-'.");

    private static BlobClientOptions Options()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Diagnostics.IsLoggingContentEnabled = false;
        return options;
    }
}
