using Xunit;

namespace MlopsCl.Standins.Tests.IOHashing;

public sealed class NonCryptographicHashAlgorithmTests
{
    [Fact]
    public async Task Append_FromArraySpanAndStream_AddsToOneHash()
    {
        var hash = new SumOfBytes();
        hash.Append(new byte[] { 1, 2 });
        hash.Append([3]);
        hash.Append(new MemoryStream([4, 5]));
        await hash.AppendAsync(new MemoryStream([6]));
        Assert.Equal([21], hash.GetCurrentHash());
    }

    [Fact]
    public void GetCurrentHash_KeepsTheState_AndGetHashAndReset_ForgetsIt()
    {
        var hash = new SumOfBytes();
        hash.Append([200, 100]);
        Assert.Equal([44], hash.GetCurrentHash());
        Assert.Equal([44], hash.GetHashAndReset());
        Assert.Equal([0], hash.GetCurrentHash());
    }

    [Fact]
    public void ADestinationThatIsTooShort_IsRefusedAndChangesNothing()
    {
        var hash = new SumOfBytes();
        hash.Append([7]);
        Assert.False(hash.TryGetHashAndReset([], out var written));
        Assert.Equal(0, written);
        Assert.Throws<ArgumentException>(() => hash.GetCurrentHash(Span<byte>.Empty));
        Assert.Equal([7], hash.GetCurrentHash());
    }

    [Fact]
    public void AStream_LongerThanOneBlock_IsReadToItsEnd()
    {
        var hash = new SumOfBytes();
        hash.Append(new MemoryStream(Enumerable.Repeat((byte)1, 10_000).ToArray()));
        Assert.Equal([10_000 % 256], hash.GetCurrentHash());
    }

    [Fact]
    public void TheAssembly_IsNewEnoughForAzureStorage() =>
        Assert.True(typeof(System.IO.Hashing.NonCryptographicHashAlgorithm).Assembly.GetName().Version >= new Version(6, 0, 0, 0));
}
