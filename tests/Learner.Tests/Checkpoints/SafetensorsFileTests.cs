using MlopsCl.Learner.Checkpoints;
using Xunit;

namespace MlopsCl.Learner.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    private const string Two =
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"U8","shape":[2,3],"data_offsets":[0,6]},"b":{"dtype":"I16","shape":[],"data_offsets":[6,8]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_ReadsNamesShapesAndBytes()
    {
        using var file = SafetensorsFile.Open(_folder.Write("two.safetensors", RawSafetensors.File(Two, 8)));

        Assert.Equal(["a", "b"], file.Entries.Keys.Order());
        Assert.Equal([2L, 3L], file.Entries["a"].Shape);
        Assert.Empty(file.Entries["b"].Shape);
        Assert.Equal(TensorDType.I16, file.Entries["b"].DType);
        Assert.Equal([0, 1, 2, 3, 4, 5], file.Bytes("a").ToArray());
        Assert.Equal([6, 7], file.Bytes("b").ToArray());
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public unsafe void Pointer_WhenWrittenTo_LeavesTheFileAsItWas()
    {
        byte[] bytes = RawSafetensors.File(Two, 8);
        string path = _folder.Write("two.safetensors", bytes);
        using (var file = SafetensorsFile.Open(path))
        {
            file.Pointer("a")[0] = 77;
            Assert.Equal(77, file.Bytes("a")[0]);
        }

        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void Map_OfAPartOfATensor_ShowsItsBytes_AndNothingBeyondIt()
    {
        using var file = SafetensorsFile.Open(_folder.Write("two.safetensors", RawSafetensors.File(Two, 8)));
        using MappedBytes part = file.Map("a", 2, 3);

        Assert.Equal([2, 3, 4], part.Span.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Map("a", 4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Map("a", -1, 2));
    }

    [Fact]
    public void Bytes_OfAnUnknownTensor_NamesFileAndTensor()
    {
        using var file = SafetensorsFile.Open(_folder.Write("two.safetensors", RawSafetensors.File(Two, 8)));

        var error = Assert.Throws<KeyNotFoundException>(() => file.Bytes("c").Length);
        Assert.Contains("two.safetensors", error.Message);
        Assert.Contains("'c'", error.Message);
    }

    [Fact]
    public void Bytes_AfterDispose_SaysSo()
    {
        var file = SafetensorsFile.Open(_folder.Write("two.safetensors", RawSafetensors.File(Two, 8)));
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Bytes("a").Length);
    }

    [Fact]
    public void Open_AcceptsTensorsWithoutElementsAndAFileWithoutTensors()
    {
        string empty = """{"none":{"dtype":"F32","shape":[0,7],"data_offsets":[0,0]},"one":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""";
        using var file = SafetensorsFile.Open(_folder.Write("empty.safetensors", RawSafetensors.File(empty, 1)));
        using var nothing = SafetensorsFile.Open(_folder.Write("nothing.safetensors", RawSafetensors.File("{}", 0)));

        Assert.True(file.Bytes("none").IsEmpty);
        Assert.Empty(nothing.Entries);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[5],"data_offsets":[3,8]}}""", "b", "overlaps")]
    [InlineData("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", "b", "hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[7],"data_offsets":[1,8]}}""", "a", "hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[7],"data_offsets":[0,7]}}""", "offset", "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}""", "offset", "cut short")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "a", "twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "__metadata__", "twice")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "__metadata__.k", "twice")]
    [InlineData("""{"__metadata__":{"k":1},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "__metadata__.k", "text")]
    [InlineData("""{"__metadata__":[],"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "__metadata__", "object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[8],"data_offsets":[0,8]}}""", "a", "takes 32 bytes")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[8],"data_offsets":[0,8]}}""", "a.dtype", "Q4")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", "a.shape", "63 bits")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,8]}}""", "a.shape", "63 bits")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-8],"data_offsets":[0,8]}}""", "a.shape", "whole number")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8.0],"data_offsets":[0,8]}}""", "a.shape", "whole number")]
    [InlineData("""{"a":{"dtype":"U8","shape":8,"data_offsets":[0,8]}}""", "a.shape", "list")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}}""", "a.data_offsets", "range")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8,9]}}""", "a.data_offsets", "range")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,9223372036854775807]}}""", "a.data_offsets", "range")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8]}}""", "a", "missing")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"shape":[8],"data_offsets":[0,8]}}""", "a.shape", "twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8],"stride":[1]}}""", "a.stride", "unknown")]
    [InlineData("""{"a":[1]}""", "a", "object")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}""", "offset", "JSON")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}} {}""", "offset", "JSON")]
    [InlineData("""["a"]""", "offset 8", "'{'")]
    [InlineData(""" {"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "offset 8", "'{'")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", "offset", "JSON")]
    public void Open_RefusesABrokenHeader_NamingFileAndPlace(string header, string location, string rule)
    {
        string path = _folder.Write("broken.safetensors", RawSafetensors.File(header, 8));

        var error = Assert.Throws<CheckpointFormatException>(() => SafetensorsFile.Open(path));
        Assert.Equal(path, error.File);
        Assert.StartsWith(location, error.Location);
        Assert.Contains(rule, error.Message);
    }

    [Theory]
    [InlineData(ulong.MaxValue, "at most 100000000")]
    [InlineData(9223372036854775808UL, "at most 100000000")]
    [InlineData(100_000_001UL, "at most 100000000")]
    [InlineData(100_000_000UL, "cut short")]
    [InlineData(11UL, "cut short")]
    [InlineData(0UL, "'{'")]
    public void Open_RefusesAnImpossibleHeaderLength(ulong claimed, string rule)
    {
        string path = _folder.Write("long.safetensors", RawSafetensors.File("{}"u8.ToArray(), 8, claimed));

        Assert.Contains(rule, Assert.Throws<CheckpointFormatException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Open_RefusesAFileThatIsShorterThanItsPrefix(int bytes)
    {
        string path = _folder.Write("short.safetensors", new byte[bytes]);

        Assert.Contains($"{bytes} bytes", Assert.Throws<CheckpointFormatException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Fact]
    public void Open_OfAMissingFile_NamesIt()
    {
        Assert.Contains("absent.safetensors", Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(_folder.File("absent.safetensors"))).Message);
    }
}
