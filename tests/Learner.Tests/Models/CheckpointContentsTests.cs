using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Models;

public sealed class CheckpointContentsTests : IDisposable
{
    private const string Norm = "language_model.model.norm.weight";
    private const string Query = "language_model.model.layers.1.self_attn.q_proj.weight";
    private const string Key = "language_model.model.layers.2.self_attn.k_proj.weight";
    private const string Projector = "multi_modal_projector.linear_1.bias";

    private readonly TemporaryFolder _folder = new();

    public CheckpointContentsTests() => File.Copy(Fixture.Path("llava-keys-published", "config.json"), _folder.File("config.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OfACheckpointWithManyFaults_ListsAllOfThem()
    {
        var tensors = Published();
        tensors.Remove(Norm);
        tensors[Query] = new SafetensorSource(Query, TensorDType.F32, [63, 64], new byte[4 * 63 * 64]);
        tensors[Key] = new SafetensorSource(Key, TensorDType.I8, [32, 64], new byte[32 * 64]);
        tensors["language_model.model.layers.0.self_attn.q_norm.weight"] = new SafetensorSource(
            "language_model.model.layers.0.self_attn.q_norm.weight", TensorDType.F32, [16], new byte[64]);
        tensors["model.multi_modal_projector.linear_1.bias"] = new SafetensorSource(
            "model.multi_modal_projector.linear_1.bias", TensorDType.F32, [64], new byte[256]);
        SafetensorsWriter.Write(_folder.File("model.safetensors"), tensors.Values);

        var message = Assert.Throws<InvalidDataException>(() => LvlmModel.Load(_folder.Path, CPU)).Message;
        Assert.StartsWith($"{_folder.Path}: 5 weights are not as config.json asks for", message);
        Assert.Contains($"'{Norm}' is missing; asked for is [64]", message);
        Assert.Contains($"'{Query}' is [63, 64]; asked for is [64, 64]", message);
        Assert.Contains($"'{Key}' is I8; weights are F32, F16, BF16 or F64", message);
        Assert.Contains("q_norm.weight' is of no use to a model with this configuration", message);
        Assert.Contains($"'{Projector}'", message);
        Assert.Contains("are the same weight", message);
    }

    [Fact]
    public void Load_WithBuffersOfOlderVersions_AndWithoutTheLayersThatHaveNoSay_Works()
    {
        var tensors = Published();
        foreach (var unused in tensors.Keys.Where(name => name.Contains("encoder.layers.3.") || name.Contains("post_layernorm")).ToList())
            tensors.Remove(unused);
        foreach (var buffer in new[] { "vision_tower.vision_model.embeddings.position_ids", "language_model.model.layers.0.self_attn.rotary_emb.inv_freq" })
            tensors[buffer] = new SafetensorSource(buffer, TensorDType.I64, [1], new byte[8]);
        SafetensorsWriter.Write(_folder.File("model.safetensors"), tensors.Values);

        using var model = LvlmModel.Load(_folder.Path, CPU);
        Assert.Equal(105 - 18, model.Weights.All.Count);
    }

    // As transformers 5 has it: a head with values of its own is not tied, whatever the configuration says; one with the embedding's values is.
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(-1, -1, true)]
    [InlineData(0, 0, true)]
    public void Load_OfATiedModelWhoseFileHasAHead_TakesTheHeadIfItsValuesAreOthers(float ofEmbedding, float ofLogits, bool isTaken)
    {
        using var scope = NewDisposeScope();
        using var whole = LvlmModel.Load(Fixture.Path("llava-full-layer-list-tied"), CPU);
        File.Copy(Fixture.Path("llava-full-layer-list-tied", "config.json"), _folder.File("config.json"), overwrite: true);
        var head = whole.Weights["model.language_model.embed_tokens.weight"] * ofEmbedding;
        TensorFile.Write(_folder.File("model.safetensors"), whole.Weights.All.Append(KeyValuePair.Create("lm_head.weight", head)));

        using var model = LvlmModel.Load(_folder.Path, CPU);
        Assert.Equal(isTaken, model.Weights.All.ContainsKey("lm_head.weight"));
        var hidden = ones(1, 64);
        Close.Assert(whole.Decoder.Logits(hidden) * ofLogits, model.Decoder.Logits(hidden), 0, "logits");
    }

    private static Dictionary<string, SafetensorSource> Published()
    {
        using var file = SafetensorsFile.Open(Fixture.Path("llava-keys-published", "model.safetensors"));
        return file.Entries.Values.ToDictionary(
            entry => entry.Name, entry => new SafetensorSource(entry.Name, entry.DType, entry.Shape, file.Bytes(entry.Name).ToArray()));
    }
}
