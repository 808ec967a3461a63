using System.Text;
using MlopsCl.Learner.Checkpoints;
using Xunit;

namespace MlopsCl.Learner.Tests.Checkpoints;

public sealed class SafetensorsFuzzTests : IDisposable
{
    private const string Header =
        """{"__metadata__":{"format":"pt"},"a.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":""" +
        """{"dtype":"BF16","shape":[4],"data_offsets":[24,32]},"c":{"dtype":"U8","shape":[],"data_offsets":[32,33]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OfADamagedFile_OpensOrNamesFileAndPlace()
    {
        byte[] original = RawSafetensors.File(Header, 33);

        int count = Thorough.Count(600, 5_000);

        int refused = Enumerable.Range(0, count).Count(seed => IsRefused(Mutation.Of(original, seed)));

        Assert.InRange(refused, count * 6 / 10, count - 1);
    }

    [Fact]
    public void Read_OfADamagedHeader_ReadsOrNamesFileAndPlace()
    {
        byte[] header = Encoding.UTF8.GetBytes(Header);

        int count = Thorough.Count(100_000, 400_000);

        int refused = Enumerable.Range(0, count).Count(seed => IsRefusedHeader(Mutation.Of(header, seed)));

        Assert.InRange(refused, count * 6 / 10, count - 1);
    }

    private static bool IsRefusedHeader(byte[] header)
    {
        var entries = new Dictionary<string, SafetensorEntry>();
        try
        {
            SafetensorsHeader.Read("damaged", header, 8 + header.Length + 33, entries, []);
            Assert.Equal(33, entries.Values.Sum(entry => entry.Length));
            return false;
        }
        catch (CheckpointFormatException error)
        {
            Assert.StartsWith($"damaged: {error.Location}: ", error.Message);
            Assert.NotEmpty(error.Location);
            return true;
        }
    }

    private bool IsRefused(byte[] bytes)
    {
        string path = _folder.Write("damaged.safetensors", bytes);
        try
        {
            using var file = SafetensorsFile.Open(path);
            Assert.All(file.Entries, entry => Assert.Equal(entry.Value.DType.ByteCount(entry.Value.Shape), file.Bytes(entry.Key).ToArray().Length));
            return false;
        }
        catch (CheckpointFormatException error)
        {
            Assert.Equal(path, error.File);
            Assert.NotEmpty(error.Location);
            return true;
        }
    }
}
