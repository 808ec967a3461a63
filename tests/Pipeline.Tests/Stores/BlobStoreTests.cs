using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
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
    public async Task Container_OfASignatureForItAlone_IsUsedAsItIs()
    {
        var made = Container($"tests-{Interlocked.Increment(ref s_containers)}");
        await made.CreateAsync();
        const BlobContainerSasPermissions Rights =
            BlobContainerSasPermissions.Read | BlobContainerSasPermissions.Write | BlobContainerSasPermissions.Create | BlobContainerSasPermissions.List;
        var signed = made.GenerateSasUri(Rights, DateTimeOffset.UtcNow.AddHours(1));
        var store = new BlobStore(new BlobContainerClient(made.Uri, new AzureSasCredential(signed.Query.TrimStart('?'))), TimeProvider.System);
        var etag = await store.CreateAsync("streams/a/state.json", "{}"u8.ToArray(), default);
        Assert.Equal(etag, (await store.ReadAsync("streams/a/state.json", default))!.ETag);
        Assert.Equal(["streams/a/state.json"], await store.ListAsync("streams/", default).ToArrayAsync());
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
        var store = new BlobStore(
            new BlobContainerClient(new Uri("http://127.0.0.1:1/account/container"), new AzureSasCredential("sig=c2VjcmV0"), options), TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync("a", default));
        Assert.Contains("http://127.0.0.1:1/account/container", error.Message);
        Assert.Contains("runs and is reachable", error.Message);
        Assert.DoesNotContain("c2VjcmV0", error.ToString());
    }

    [Fact]
    public async Task Container_ThatIsGone_IsAwayAndNotEmpty()
    {
        var container = Container($"tests-{Interlocked.Increment(ref s_containers)}");
        var store = new BlobStore(container, TimeProvider.System);
        var etag = await store.CreateAsync("streams/a/state.json", "{}"u8.ToArray(), default);
        await container.DeleteAsync();
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync("streams/a/state.json", default));
        Assert.Contains("Container", error.Message);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenReadAsync("blobs/sha256/ab/cd", default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReplaceAsync("streams/a/state.json", "{}"u8.ToArray(), etag, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Store_ThatTakesACallAndNeverAnswers_IsAway(int retries)
    {
        using var mute = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        mute.Start();
        var options = new BlobClientOptions
        {
            Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(1), NetworkTimeout = TimeSpan.FromMilliseconds(200) },
        };
        var store = new BlobStore(
            new BlobContainerClient(new Uri($"http://{mute.LocalEndpoint}/account/container"), new AzureSasCredential("sig=c2VjcmV0"), options),
            TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadAsync("a", default));
        Assert.Contains("runs and is reachable", error.Message);
    }

    [Fact]
    public async Task Payload_WhoseConnectionBreaksForGood_IsTheStoresFailure()
    {
        await using var content = new BlobContent(new TornStream(), "http://store", "blobs/sha256/ab/cd");
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => content.CopyToAsync(Stream.Null));
        Assert.Contains("blobs/sha256/ab/cd", error.Message);
    }

    private sealed class TornStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The connection was reset.");
    }

    private BlobStore Store(string container) => new(Container(container), TimeProvider.System);

    private BlobContainerClient Container(string name) => new(azurite.ConnectionString, name);
}
