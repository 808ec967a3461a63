using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Tests.Stores;

namespace MlopsCl.Pipeline.Tests.Datasets;

[Collection(AzuriteCollection.Name)]
public sealed class BlobDatasetTests(Azurite azurite)
{
    private const string Account = "devstoreaccount1";
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    [Fact]
    public async Task OpenAsync_OfAnHttpsAddressWithASignature_ReadsTheBlob()
    {
        var blob = await UploadAsync("in/squares.tar");
        var signature = blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1)).Query;
        var dataset = BlobDataset.At($"https://{Account}{BlobDataset.Host}/datasets/in/squares.tar{signature}", null, ToTheEmulator());
        Assert.Equal("in/squares.tar", dataset!.Name);
        Assert.Equal(s_content, await ReadAsync(dataset));
    }

    [Fact]
    public async Task OpenAsync_OfAnAddressInTheConnectionStringsAccount_ReadsTheBlob()
    {
        var blob = await UploadAsync("in/circles.tar");
        Assert.Equal(s_content, await ReadAsync(BlobDataset.At(blob.Uri.ToString(), azurite.ConnectionString)!));
    }

    [Fact]
    public async Task OpenAsync_OfNothing_IsRefusedAsNotFound()
    {
        var blob = await UploadAsync("in/squares.tar");
        var dataset = BlobDataset.At(blob.Uri + "x", azurite.ConnectionString)!;
        var refused = await Assert.ThrowsAsync<DatasetRejectedException>(() => dataset.OpenAsync(default));
        Assert.Equal(DatasetFault.NotFound, refused.Fault);
    }

    [Fact]
    public async Task OpenAsync_WithASignatureThatIsNotValid_IsRefusedWithoutTheSignature()
    {
        var blob = await UploadAsync("in/squares.tar");
        var query = blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddHours(1)).Query;
        var signature = query[(query.IndexOf("sig=", StringComparison.Ordinal) + 4)..];
        var forged = query.Replace(signature, "c2VjcmV0", StringComparison.Ordinal);
        var dataset = BlobDataset.At($"https://{Account}{BlobDataset.Host}/datasets/in/squares.tar{forged}", null, ToTheEmulator())!;
        var refused = await Assert.ThrowsAsync<DatasetRejectedException>(() => dataset.OpenAsync(default));
        Assert.Equal(DatasetFault.Address, refused.Fault);
        Assert.Contains("403", refused.Message);
        Assert.DoesNotContain("c2VjcmV0", refused.ToString());
    }

    [Fact]
    public async Task OpenAsync_OfAnAccountThatDoesNotAnswer_IsAFaultOfTheNetwork()
    {
        var options = new BlobClientOptions
        {
            Retry = { MaxRetries = 0 }, Transport = new HttpClientTransport(new HttpClient(new Redirection(new Uri("http://127.0.0.1:1/")))),
        };
        var dataset = BlobDataset.At($"https://{Account}{BlobDataset.Host}/datasets/a.tar?sig=c2VjcmV0", null, options)!;
        var error = await Assert.ThrowsAsync<IOException>(() => dataset.OpenAsync(default));
        Assert.DoesNotContain("c2VjcmV0", error.ToString());
    }

    [Theory]
    [InlineData("http://account.blob.core.windows.net/c/n.tar")]
    [InlineData("https://account.blob.core.windows.net.example.org/c/n.tar")]
    [InlineData("https://devstoreaccount1evil.example.org/c/n.tar")]
    public void At_AnAddressOfAnotherForm_GivesNull(string address) => Assert.Null(BlobDataset.At(address, azurite.ConnectionString));

    private async Task<BlobClient> UploadAsync(string name)
    {
        var container = new BlobContainerClient(azurite.ConnectionString, "datasets");
        await container.CreateIfNotExistsAsync();
        var blob = container.GetBlobClient(name);
        await blob.UploadAsync(BinaryData.FromBytes(s_content), overwrite: true);
        return blob;
    }

    /// <summary>Options by which a client that means Azure reaches the emulator, whose addresses hold the account in their path.</summary>
    private BlobClientOptions ToTheEmulator()
    {
        var account = new BlobServiceClient(azurite.ConnectionString).Uri;
        return new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(new Redirection(account))) };
    }

    private static async Task<byte[]> ReadAsync(BlobDataset dataset)
    {
        await using var content = await dataset.OpenAsync(default);
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory);
        return memory.ToArray();
    }

    private sealed class Redirection(Uri account) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(account.ToString().TrimEnd('/') + request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
