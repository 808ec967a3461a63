using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Tests.Models;

/// <summary>Loads in a process of its own, whose memory nothing else has touched.</summary>
public sealed class LoadingMemoryTests
{
    private const long Layers = 10;

    // 10 layers of 9.4 million numbers and two matrices of 4 million: 204 MB of 16-bit numbers in four files.
    private static readonly LlavaConfig Config = new()
    {
        Vision = new VisionConfig { HiddenSize = 64, IntermediateSize = 128, Layers = 2, Heads = 2, ImageSize = 28, PatchSize = 14 },
        Text = new TextConfig
        {
            HiddenSize = 1024, IntermediateSize = 2048, Layers = (int)Layers, Heads = 8, KeyValueHeads = 4, HeadSize = 128, VocabularySize = 4000,
        },
        ImageToken = 4,
        EndTokens = [2],
    };

    [Fact]
    public void Load_OfAShardedCheckpoint_PeaksBelowItsSizePlusATenth()
    {
        using var folder = new TemporaryFolder();
        var bytes = Write(folder);
        Assert.InRange(bytes, 190_000_000, 220_000_000);

        var grown = MeasuredProcess.Load(folder.Path, WeightPrecision.BFloat16);

        Assert.InRange(grown, 0.9 * bytes, 1.1 * bytes);
    }

    private static long Write(TemporaryFolder folder)
    {
        ModelFolder.Write(folder.Path, Config, new(), [], WeightPrecision.BFloat16);
        File.Delete(folder.File("model.safetensors"));
        var map = new Dictionary<string, string>();
        long total = 0;
        var zero = new byte[1 << 20];
        foreach (var (shard, number) in ParameterShapes.Of(Config).Chunk(33).Select((shard, number) => (shard, number)))
        {
            var name = $"model-{number + 1:D5}.safetensors";
            SafetensorsWriter.Write(folder.File(name), shard.Select(parameter => new SafetensorSource(
                ParameterNames.ToPublishedKey(parameter.Name), TensorDType.BF16, parameter.Shape, stream => Fill(stream, parameter.Shape, zero))));
            foreach (var parameter in shard)
                map.Add(ParameterNames.ToPublishedKey(parameter.Name), name);
            total += new FileInfo(folder.File(name)).Length;
        }

        folder.Write("model.safetensors.index.json", System.Text.Json.JsonSerializer.Serialize(new { weight_map = map }));
        return total;
    }

    private static void Fill(Stream stream, long[] shape, byte[] zero)
    {
        for (var left = 2 * shape.Aggregate(1L, (product, size) => product * size); left > 0; left -= zero.Length)
            stream.Write(zero, 0, (int)Math.Min(left, zero.Length));
    }
}
