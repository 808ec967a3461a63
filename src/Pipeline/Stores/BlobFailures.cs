using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace MlopsCl.Pipeline.Stores;

/// <summary>Turns what the Azure client throws into the store's own exception, which names the store and never a secret.</summary>
internal static class BlobFailures
{
    public static async Task<T> GuardAsync<T>(string address, string doing, Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException e)
        {
            var code = e.Status == 0 ? "no answer" : $"HTTP {e.Status}, {e.ErrorCode ?? "no error code"}";
            throw new StoreUnavailableException($"Store '{address}' failed at {doing} ({code}). {Advice(e.Status)}");
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"Store '{address}' took too long at {doing}. {Advice(0)}", e);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is RequestFailedException or IOException or OperationCanceledException))
        {
            throw new StoreUnavailableException(
                $"Store '{address}' did not answer at {doing} after {e.InnerExceptions.Count} attempts. {Advice(0)}");
        }
        catch (AuthenticationFailedException)
        {
            throw new StoreUnavailableException($"Store '{address}' failed at {doing}: no credential was found or accepted. {Advice(401)}");
        }
    }

    /// <summary>Whether not a blob is missing but the whole container: then a store holds not nothing, but cannot be read.</summary>
    public static bool IsContainerGone(RequestFailedException error) =>
        error.ErrorCode == BlobErrorCode.ContainerNotFound || error.ErrorCode == BlobErrorCode.ContainerBeingDeleted;

    private static string Advice(int status) => status switch
    {
        0 => "Check that the address is right and that the storage account, or Azurite, runs and is reachable from here.",
        401 or 403 => $"Sign in (az login, managed identity) as one who has the role Storage Blob Data Contributor, " +
            $"or set {StoreFactory.ConnectionStringVariable}.",
        404 => "Check the container's name.",
        _ => "Try again; if it stays, look at the storage account's metrics.",
    };
}
