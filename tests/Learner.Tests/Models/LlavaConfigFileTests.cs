using System.Text.Json;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Tests.Models;

/// <summary>Expected numbers: what transformers 5.23 resolves the same sparse configurations to.</summary>
public sealed class LlavaConfigFileTests
{
    [Theory]
    [InlineData("llava-1.5-7b")]
    [InlineData("llava-1.5-13b")]
    [InlineData("llava-llama3.1-8b")]
    [InlineData("llava-linear-rope")]
    public void Read_OfASparsePublishedConfiguration_ResolvesAsTheReferenceDoes(string name)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Path("configs", name + ".json"), Path.Combine(folder.Path, "config.json"));
        var config = LlavaConfigFile.Read(folder.Path);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("configs", "expected.json")));
        var expected = json.RootElement.GetProperty(name);
        var (text, vision) = (expected.GetProperty("text_config"), expected.GetProperty("vision_config"));
        int[] ours = [config.Text.HiddenSize, config.Text.IntermediateSize, config.Text.Layers, config.Text.Heads, config.Text.KeyValueHeads, config.Text.HeadSize, config.Text.VocabularySize, config.Text.MaxPositions];
        string[] theirs = ["hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim", "vocab_size", "max_position_embeddings"];
        Assert.Equal(theirs.Select(field => text.GetProperty(field).GetInt32()), ours);
        Assert.Equal(text.GetProperty("rms_norm_eps").GetDouble(), config.Text.RmsNormEpsilon);
        int[] oursVision = [config.Vision.HiddenSize, config.Vision.IntermediateSize, config.Vision.Layers, config.Vision.Heads, config.Vision.ImageSize, config.Vision.PatchSize];
        string[] theirsVision = ["hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "image_size", "patch_size"];
        Assert.Equal(theirsVision.Select(field => vision.GetProperty(field).GetInt32()), oursVision);
        Assert.Equal(expected.GetProperty("image_seq_length").GetInt32(), config.ImageTokens);
    }

    [Theory]
    [InlineData("llava-1.5-7b")]
    [InlineData("llava-1.5-13b")]
    [InlineData("llava-llama3.1-8b")]
    public void Of_AFullSizeModel_CountsItsParametersWithoutAllocatingThem(string name)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Path("configs", name + ".json"), Path.Combine(folder.Path, "config.json"));
        var shapes = ParameterShapes.Of(LlavaConfigFile.Read(folder.Path)).ToList();
        using var json = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("configs", "expected.json")));
        var expected = json.RootElement.GetProperty(name);
        Assert.Equal(expected.GetProperty("tensors").GetInt32(), shapes.Count);
        Assert.Equal(expected.GetProperty("parameters").GetInt64(), shapes.Sum(parameter => parameter.Shape.Aggregate(1L, (product, size) => product * size)));
    }

    [Theory]
    [InlineData("llava-1.5-7b")]
    [InlineData("llava-llama3.1-8b")]
    [InlineData("llava-linear-rope")]
    public void InverseFrequencies_EqualTheReference(string name)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Path("configs", name + ".json"), Path.Combine(folder.Path, "config.json"));
        var config = LlavaConfigFile.Read(folder.Path);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("configs", "expected.json")));
        var expected = json.RootElement.GetProperty(name).GetProperty("inverse_frequencies").EnumerateArray().Select(item => item.GetDouble()).ToArray();
        var actual = config.Text.Rope.InverseFrequencies(config.Text.HeadSize);
        Assert.Equal(64, expected.Length);
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (theirs, ours) in expected.Zip(actual))
            Assert.Equal(1, ours / theirs, 1e-6);
    }

    [Fact]
    public void Read_OfAnotherArchitecture_NamesTheFieldAndWhatCanBeRun()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", """{"model_type": "llava", "text_config": {"model_type": "mistral"}}""");
        var error = Assert.Throws<InvalidDataException>(() => LlavaConfigFile.Read(folder.Path));
        Assert.Contains("model_type is 'mistral'; this program runs llama", error.Message);
    }
}
