using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Stores;

[Collection(AzuriteCollection.Name)]
public sealed class BlobStoreTests(Azurite azurite) : StoreContract
{
    private static int s_containers;

    protected override (IStore One, IStore Other) Open()
    {
        var container = $"tests-{Interlocked.Increment(ref s_containers)}";
        return (Store(container), Store(container));
    }

    [Fact]
    public async Task Lease_ThatWasBroken_IsLostAtTheNextRenewal()
    {
        var container = Container($"tests-{Interlocked.Increment(ref s_containers)}");
        var store = new BlobStore(container, TimeProvider.System);
        await using var lease = await store.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        await container.GetBlobClient("streams/a/lease").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await Assert.ThrowsAsync<LostLeaseException>(() => lease!.RenewAsync(default));
        Assert.True(lease!.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Lease_ThatRanOutByTheLocalClock_IsLost()
    {
        var clock = new ManualClock();
        var store = new BlobStore(Container($"tests-{Interlocked.Increment(ref s_containers)}"), clock);
        await using var lease = await store.TryLeaseAsync("streams/a/lease", TimeSpan.FromSeconds(15), default);
        clock.Advance(TimeSpan.FromSeconds(16));
        Assert.True(lease!.Lost.IsCancellationRequested);
        await Assert.ThrowsAsync<LostLeaseException>(() => lease.RenewAsync(default));
    }

    [Fact]
    public async Task WrongKey_IsReportedWithoutTheKey()
    {
        var key = Convert.ToBase64String(new byte[64]);
        var address = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient("wrong").Uri;
        var store = new BlobStore(new BlobContainerClient(address, new StorageSharedKeyCredential("devstoreaccount1", key)), TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync("a", default));
        Assert.Contains("403", error.Message);
        Assert.DoesNotContain(key, error.ToString());
    }

    [Fact]
    public void Address_OfASignedUri_LacksTheSignature()
    {
        var store = StoreFactory.Open("https://account.blob.core.windows.net/container?sv=2024-01-01&sig=c2VjcmV0", TimeProvider.System);
        Assert.Equal("https://account.blob.core.windows.net/container", store.Address);
        Assert.Equal(store.Address, store.ToString());
    }

    [Fact]
    public async Task Store_ThatIsNotThere_SaysWhatToCheck()
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        var store = new BlobStore(new BlobContainerClient(new Uri("http://127.0.0.1:1/account/container"), new AzureSasCredential("sig=c2VjcmV0"), options), TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync("a", default));
        Assert.Contains("http://127.0.0.1:1/account/container", error.Message);
        Assert.Contains("runs and is reachable", error.Message);
        Assert.DoesNotContain("c2VjcmV0", error.ToString());
    }

    private BlobStore Store(string container) => new(Container(container), TimeProvider.System);

    private BlobContainerClient Container(string name) => new(azurite.ConnectionString, name);
}
