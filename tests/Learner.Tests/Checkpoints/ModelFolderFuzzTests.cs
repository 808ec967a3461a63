using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Tests.Checkpoints;

/// <summary>The small files of a model folder, damaged: each is read, or refused by its name.</summary>
public sealed class ModelFolderFuzzTests : IDisposable
{
    private const string Index = """{"metadata":{"total_size":3},"weight_map":{"a":"1.safetensors","b":"2.safetensors","c":"2.safetensors"}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("llava")]
    [InlineData("llava-keys-published")]
    [InlineData("llava-rope-llama3")]
    public void Read_OfADamagedConfiguration_ReadsItOrNamesTheFile(string folder)
    {
        byte[] original = File.ReadAllBytes(Fixture.Path(folder, "config.json"));
        AssertReadOrRefused("config.json", original, () => LlavaConfigFile.Read(_folder.Path), error => error is InvalidDataException);
    }

    [Fact]
    public void Load_OfADamagedImageConfiguration_ReadsItOrNamesTheFile()
    {
        byte[] original = File.ReadAllBytes(Fixture.Path("pictures", "preprocessor_config.json"));
        AssertReadOrRefused("preprocessor_config.json", original, () => ClipImageProcessor.Load(_folder.Path), error => error is ImageConfigurationException);
    }

    [Fact]
    public void Open_WithADamagedIndex_OpensOrNamesTheIndexOrAShard()
    {
        SafetensorsWriter.Write(_folder.File("1.safetensors"), [new SafetensorSource("a", TensorDType.U8, [1], new byte[1])]);
        SafetensorsWriter.Write(
            _folder.File("2.safetensors"),
            [new SafetensorSource("b", TensorDType.U8, [1], new byte[1]), new SafetensorSource("c", TensorDType.U8, [1], new byte[1])]);
        AssertReadOrRefused(
            "model.safetensors.index.json", System.Text.Encoding.UTF8.GetBytes(Index), () => ShardedCheckpoint.Open(_folder.Path).Dispose(),
            error => error is CheckpointFormatException or FileNotFoundException);
    }

    private void AssertReadOrRefused(string name, byte[] original, Action read, Func<Exception, bool> isRefusal)
    {
        int count = Thorough.Count(400, 10_000), refused = 0;
        for (int seed = 0; seed < count; seed++)
        {
            string path = _folder.Write(name, Mutation.Of(original, seed));
            Exception? error = Record.Exception(read);
            Assert.True(error is null || (isRefusal(error) && error.Message.Contains(_folder.Path)), $"seed {seed} of {path}: {error}");
            refused += error is null ? 0 : 1;
        }

        Assert.InRange(refused, count / 5, count - 1);
    }
}
