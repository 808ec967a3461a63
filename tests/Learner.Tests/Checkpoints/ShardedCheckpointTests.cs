using MlopsCl.Learner.Checkpoints;
using Xunit;

namespace MlopsCl.Learner.Tests.Checkpoints;

public sealed class ShardedCheckpointTests : IDisposable
{
    private const string First = "model-00001-of-00002.safetensors";
    private const string Second = "model-00002-of-00002.safetensors";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OfShards_ShowsAllTensors()
    {
        WriteShards($$$"""{"metadata":{"total_size":3},"weight_map":{"a":"{{{First}}}","b":"{{{Second}}}","c":"{{{Second}}}"}}""");

        using var checkpoint = ShardedCheckpoint.Open(_folder.Path);

        Assert.Equal(["a", "b", "c"], checkpoint.Entries.Keys.Order());
        Assert.Equal([1], checkpoint.Owner("a").Bytes("a").ToArray());
        Assert.Equal([3], checkpoint.Owner("c").Bytes("c").ToArray());
    }

    [Fact]
    public void Open_OfASingleFile_ShowsItsTensors()
    {
        SafetensorsWriter.Write(_folder.File("model.safetensors"), [Tensor("a", 1)]);

        using var checkpoint = ShardedCheckpoint.Open(_folder.Path);

        Assert.Equal([1], checkpoint.Owner("a").Bytes("a").ToArray());
    }

    [Fact]
    public void Open_WithAMissingShard_NamesItAndATensorOfIt()
    {
        WriteShards($$$"""{"weight_map":{"a":"{{{First}}}","b":"{{{Second}}}","c":"{{{Second}}}"}}""");
        File.Delete(_folder.File(Second));

        var error = Assert.Throws<FileNotFoundException>(() => ShardedCheckpoint.Open(_folder.Path));
        Assert.Contains(Second, error.Message);
        Assert.Contains("(holds b)", error.Message);
    }

    [Fact]
    public void Open_WithSeveralMissingShards_NamesAllOfThem()
    {
        _folder.Write("model.safetensors.index.json", $$$"""{"weight_map":{"a":"{{{First}}}","b":"{{{Second}}}","c":"{{{Second}}}"}}""");

        string message = Assert.Throws<FileNotFoundException>(() => ShardedCheckpoint.Open(_folder.Path)).Message;
        Assert.Contains("lacks 2 of the files", message);
        Assert.Contains($"{First} (holds a), {Second} (holds b)", message);
    }

    [Fact]
    public void Open_OfAFolderWithoutWeights_SaysWhatItLookedFor()
    {
        Assert.Contains("model.safetensors.index.json", Assert.Throws<FileNotFoundException>(() => ShardedCheckpoint.Open(_folder.Path)).Message);
    }

    [Theory]
    [InlineData(
        """{"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00001-of-00002.safetensors","c":"model-00002-of-00002.safetensors"}}""",
        "should hold")]
    [InlineData("""{"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}}""", "does not list")]
    [InlineData("""{"weight_map":{"a":"../model.safetensors"}}""", "not the name of a file")]
    [InlineData("""{"weight_map":{"a":"/model.safetensors"}}""", "not the name of a file")]
    [InlineData("""{"weight_map":{"a":".."}}""", "not the name of a file")]
    [InlineData("""{"weight_map":{"a":7}}""", "not the name of a file")]
    [InlineData("""{"weight_map":{"a":"x","a":"y"}}""", "not valid JSON")]
    [InlineData("""{"weight_map":[]}""", "weight_map")]
    [InlineData("[]", "weight_map")]
    [InlineData("{", "not valid JSON")]
    public void Open_WithABrokenIndex_IsRefused(string index, string rule)
    {
        WriteShards(index);

        Assert.Contains(rule, Assert.Throws<CheckpointFormatException>(() => ShardedCheckpoint.Open(_folder.Path)).Message);
    }

    [Fact]
    public void Open_WhenTwoShardsHoldOneTensor_IsRefused()
    {
        SafetensorsWriter.Write(_folder.File("1.safetensors"), [Tensor("a", 1)]);
        SafetensorsWriter.Write(_folder.File("2.safetensors"), [Tensor("a", 1), Tensor("b", 2)]);
        _folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""");

        Assert.Contains("also in", Assert.Throws<CheckpointFormatException>(() => ShardedCheckpoint.Open(_folder.Path)).Message);
    }

    private void WriteShards(string index)
    {
        SafetensorsWriter.Write(_folder.File(First), [Tensor("a", 1)]);
        SafetensorsWriter.Write(_folder.File(Second), [Tensor("b", 2), Tensor("c", 3)]);
        _folder.Write("model.safetensors.index.json", index);
    }

    private static SafetensorSource Tensor(string name, byte value) => new(name, TensorDType.U8, [1], new[] { value });
}
