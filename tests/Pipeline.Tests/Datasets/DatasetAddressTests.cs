using MlopsCl.Pipeline.Datasets;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Datasets;

public sealed class DatasetAddressTests
{
    [Theory]
    [InlineData("digits", "digits")]
    [InlineData("../digits.tar", "../digits.tar")]
    [InlineData("/data/a b.zip", "/data/a b.zip")]
    [InlineData("file:///data/digits", "/data/digits")]
    [InlineData("file:///data/a%20b.zip", "/data/a b.zip")]
    [InlineData("FILE:///data/digits", "/data/digits")]
    public void LocalPath_OfAPathOrAFilesAddress_IsThePath(string address, string path) => Assert.Equal(path, DatasetAddress.LocalPath(address));

    [Theory]
    [InlineData("store:digits.tar")]
    [InlineData("https://account.blob.core.windows.net/datasets/digits.tar")]
    [InlineData("azure://datasets/digits.tar")]
    [InlineData("file://another-machine/data/digits")]
    public void LocalPath_OfWhatLiesElsewhere_IsNone(string address) => Assert.Null(DatasetAddress.LocalPath(address));
}
