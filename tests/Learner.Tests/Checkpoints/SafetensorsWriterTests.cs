using MlopsCl.Learner.Checkpoints;
using Xunit;

namespace MlopsCl.Learner.Tests.Checkpoints;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_OfAnAdapterThatPeftSaved_GivesPeftsBytes()
    {
        string original = Fixture.Path("adapter", "adapter_model.safetensors");
        using var file = SafetensorsFile.Open(original);
        SafetensorSource[] tensors = [
            .. file.Entries.Values.Reverse().Select(e => new SafetensorSource(e.Name, e.DType, e.Shape, file.Bytes(e.Name).ToArray()))];

        SafetensorsWriter.Write(_folder.File("copy.safetensors"), tensors, file.Metadata);

        Assert.Equal(File.ReadAllBytes(original), File.ReadAllBytes(_folder.File("copy.safetensors")));
    }

    [Fact]
    public void Write_PutsWiderElementsFirstAndThenSortsByName()
    {
        string path = _folder.File("order.safetensors");
        SafetensorsWriter.Write(path,
        [
            new SafetensorSource("a", TensorDType.U8, [3], new byte[3]),
            new SafetensorSource("c", TensorDType.F32, [1], new byte[4]),
            new SafetensorSource("d", TensorDType.F16, [], new byte[2]),
            new SafetensorSource("b", TensorDType.F32, [2], new byte[8]),
            new SafetensorSource("e", TensorDType.I64, [1], new byte[8]),
        ]);

        using var file = SafetensorsFile.Open(path);
        Assert.Equal(["e", "b", "c", "d", "a"], file.Entries.Values.OrderBy(e => e.Offset).Select(e => e.Name));
        Assert.All(file.Entries.Values, e => Assert.Equal(0, e.Offset % e.DType.Size()));
    }

    [Fact]
    public void Write_OfTheSameTensorsInAnotherOrder_GivesTheSameBytes()
    {
        SafetensorSource[] tensors = [
            .. Enumerable.Range(0, 20).Select(i => new SafetensorSource($"ü{i}", (TensorDType)(i % 15), [1], new byte[((TensorDType)(i % 15)).Size()]))];
        var metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "\"quoted\"\n" };

        SafetensorsWriter.Write(_folder.File("1"), tensors, metadata);
        SafetensorsWriter.Write(_folder.File("2"), tensors.Reverse(), metadata.Reverse().ToDictionary());

        Assert.Equal(File.ReadAllBytes(_folder.File("1")), File.ReadAllBytes(_folder.File("2")));
        using var file = SafetensorsFile.Open(_folder.File("1"));
        Assert.Equal(20, file.Entries.Count);
        Assert.Equal(metadata.OrderBy(p => p.Key), file.Metadata.OrderBy(p => p.Key));
    }

    [Fact]
    public void Write_WhenASourceGivesTooFewBytes_KeepsTheOldFile()
    {
        string path = _folder.Write("old.safetensors", "old");

        var error = Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(path, [new SafetensorSource("w", TensorDType.F32, [2, 2], new byte[12])]));

        Assert.Contains("w: F32 [2, 2] takes 16 bytes, but its source gave 12", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_OfTwoTensorsWithOneName_IsRefused()
    {
        var tensor = new SafetensorSource("w", TensorDType.U8, [1], new byte[1]);

        Assert.Contains("'w'", Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(_folder.File("twice"), [tensor, tensor])).Message);
    }

    [Fact]
    public void Write_ThenOpen_GivesBackWhatWasWritten_ForManyRandomSets()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            SafetensorSource[] tensors = [.. Enumerable.Range(0, random.Next(0, 12)).Select(i => RandomTensor(random, i))];
            string path = _folder.File($"{seed}");
            SafetensorsWriter.Write(path, tensors);

            using var file = SafetensorsFile.Open(path);
            Assert.Equal(tensors.Length, file.Entries.Count);
            foreach (SafetensorSource tensor in tensors)
            {
                using var expected = new MemoryStream();
                tensor.CopyTo(expected);
                Assert.Equal(tensor.Shape, file.Entries[tensor.Name].Shape);
                Assert.Equal(tensor.DType, file.Entries[tensor.Name].DType);
                Assert.True(file.Bytes(tensor.Name).SequenceEqual(expected.ToArray()));
            }
        }
    }

    private static SafetensorSource RandomTensor(Random random, int index)
    {
        var dtype = (TensorDType)random.Next(15);
        long[] shape = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => (long)random.Next(0, 5))];
        byte[] bytes = new byte[dtype.ByteCount(shape)];
        random.NextBytes(bytes);
        return new SafetensorSource($"layer.{index}\u0001\\\"é{random.Next()}", dtype, shape, bytes);
    }
}
