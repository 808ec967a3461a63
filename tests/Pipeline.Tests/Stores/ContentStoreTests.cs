using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Stores;

public sealed class ContentStoreTests : IDisposable
{
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private readonly TemporaryFolder _folder = new();
    private readonly FolderStore _store;

    public ContentStoreTests() => _store = new FolderStore(_folder["store"], TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddBytesAsync_OfAbc_LiesUnderItsDigest()
    {
        Assert.Equal(Abc, await new ContentStore(_store).AddBytesAsync("abc"u8.ToArray(), default));
        Assert.Equal("abc", await File.ReadAllTextAsync(_folder[$"store/blobs/sha256/ba/{Abc[2..]}"]));
    }

    [Fact]
    public async Task AddFileAsync_ThenFetch_GivesTheFileBack()
    {
        await File.WriteAllTextAsync(_folder["file"], "abc");
        var content = new ContentStore(_store);
        Assert.Equal(Abc, await content.AddFileAsync(_folder["file"], default));
        var path = await content.FetchAsync(Abc, _folder["cache"], default);
        Assert.Equal("abc", await File.ReadAllTextAsync(path));
        Assert.Equal(_folder[$"cache/ba/{Abc[2..]}"], path);
        Assert.Equal("abc"u8.ToArray(), await content.ReadBytesAsync(Abc, default));
    }

    [Fact]
    public async Task Content_ThatWasChangedInTheStore_IsRefusedOnTheWayOut()
    {
        var content = new ContentStore(_store);
        await content.AddBytesAsync("abc"u8.ToArray(), default);
        await File.WriteAllTextAsync(_folder[$"store/blobs/sha256/ba/{Abc[2..]}"], "abd");
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => content.FetchAsync(Abc, _folder["cache"], default));
        Assert.Contains(Abc, error.Message);
        await Assert.ThrowsAsync<InvalidDataException>(() => content.ReadBytesAsync(Abc, default));
        Assert.Empty(Directory.GetFiles(_folder["cache"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task File_ThatIsWrittenToWhileItIsBeingStored_IsNotStoredUnderItsFormerDigest()
    {
        await File.WriteAllTextAsync(_folder["file"], "abc");
        await using var file = new FileStream(_folder["file"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var verified = new VerifiedStream(file, Abc);
        await using (var writer = new FileStream(_folder["file"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            writer.Write("abd"u8);
        await Assert.ThrowsAsync<ContentChangedException>(() => _store.UploadAsync($"blobs/sha256/ba/{Abc[2..]}", verified, default));
        await Assert.ThrowsAsync<FileNotFoundException>(() => new ContentStore(_store).ReadBytesAsync(Abc, default));
    }

    [Theory]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    public async Task Digest_ThatIsNone_IsRefused(string digest) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new ContentStore(_store).FetchAsync(digest, _folder["cache"], default));
}
