using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Stores;

public sealed class StoreFactoryTests
{
    [Fact]
    public void Open_OfAFolder_IsAFolderStore()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(folder["store"], Assert.IsType<FolderStore>(StoreFactory.Open(folder["store"], TimeProvider.System)).Address);
    }

    [Theory]
    [InlineData("ftp://host/x", "unknown kind")]
    [InlineData("https://account.blob.core.windows.net/No", "Container name 'No'")]
    public void Open_OfAnythingElse_SaysWhatIsWrong(string address, string part)
    {
        var error = Assert.Throws<ArgumentException>(() => StoreFactory.Open(address, TimeProvider.System));
        Assert.Contains(part, error.Message);
    }

    [Fact]
    public void Open_OfAzureWithoutAConnectionString_NamesTheVariable()
    {
        var before = Environment.GetEnvironmentVariable("AZURE_STORAGE_CONNECTION_STRING");
        try
        {
            Environment.SetEnvironmentVariable("AZURE_STORAGE_CONNECTION_STRING", null);
            var error = Assert.Throws<ArgumentException>(() => StoreFactory.Open("azure://models", TimeProvider.System));
            Assert.Contains("AZURE_STORAGE_CONNECTION_STRING", error.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AZURE_STORAGE_CONNECTION_STRING", before);
        }
    }
}
