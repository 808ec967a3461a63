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
        int[] ours = [
            config.Text.HiddenSize, config.Text.IntermediateSize, config.Text.Layers, config.Text.Heads, config.Text.KeyValueHeads, config.Text.HeadSize,
            config.Text.VocabularySize, config.Text.MaxPositions];
        string[] theirs = [
            "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads", "head_dim", "vocab_size",
            "max_position_embeddings"];
        Assert.Equal(theirs.Select(field => text.GetProperty(field).GetInt32()), ours);
        Assert.Equal(text.GetProperty("rms_norm_eps").GetDouble(), config.Text.RmsNormEpsilon);
        int[] oursVision = [
            config.Vision.HiddenSize, config.Vision.IntermediateSize, config.Vision.Layers, config.Vision.Heads, config.Vision.ImageSize,
            config.Vision.PatchSize];
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
    [InlineData("llava-1.5-13b")]
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

    [Theory]
    [InlineData("""{"model_type": "llava", "text_config": {"model_type": "mistral"}}""", "text_config.model_type is 'mistral'; this program runs llama")]
    [InlineData("""{"model_type": "llava_next"}""", "model_type is 'llava_next'; this program runs llava")]
    [InlineData("""{"architectures": ["LlavaLlamaForCausalLM"]}""", "this program runs LlavaForConditionalGeneration")]
    [InlineData("""{"vision_config": {"model_type": "siglip_vision_model"}}""", "model_type is 'siglip_vision_model'")]
    [InlineData("""{"vision_config": {"hidden_act": "mish"}}""", "hidden_act is 'mish'")]
    [InlineData("""{"text_config": {"hidden_act": "gelu"}}""", "text_config.hidden_act is 'gelu'; this program runs silu")]
    [InlineData("""{"projector_hidden_act": "mish"}""", "projector_hidden_act is 'mish'")]
    [InlineData("""{"vision_feature_select_strategy": "cls"}""", "vision_feature_select_strategy is 'cls'")]
    [InlineData("""{"text_config": {"rope_scaling": {"type": "dynamic", "factor": 2.0}}}""", "type is 'dynamic'")]
    [InlineData("""{"text_config": {"rope_parameters": {"rope_type": "yarn", "factor": 2.0}}}""", "rope_type is 'yarn'")]
    public void Read_OfAnotherArchitecture_NamesTheFieldAndWhatCanBeRun(string json, string message) => AssertRefused(json, message);

    [Theory]
    [InlineData("""{"text_config": {"sliding_window": 4096}}""", "text_config.sliding_window is 4096")]
    [InlineData("""{"text_config": {"attn_logit_softcapping": 50.0}}""", "text_config.attn_logit_softcapping is 50.0")]
    [InlineData("""{"text_config": {"qk_norm": true}}""", "text_config.qk_norm is true")]
    [InlineData("""{"text_config": {"attention_dropout": 0.1}}""", "text_config.attention_dropout is 0.1")]
    [InlineData(
        """{"text_config": {"rope_parameters": {"rope_type": "default", "partial_rotary_factor": 0.5}}}""",
        "text_config.rope_parameters.partial_rotary_factor is 0.5")]
    [InlineData("""{"vision_config": {"qkv_bias_only": true}}""", "vision_config.qkv_bias_only is true")]
    [InlineData("""{"quantization_config": {"bits": 4}}""", "quantization_config is {\"bits\": 4}")]
    [InlineData("""{"image_grid_pinpoints": [[336, 672]]}""", "image_grid_pinpoints is [[336, 672]]")]
    public void Read_OfASettingThatChangesTheNumbers_NamesIt(string json, string message) => AssertRefused(json, message);

    [Fact]
    public void Read_OfManyUnknownSettings_NamesAllOfThem()
    {
        const string json = """{"a": 1, "text_config": {"b": "x", "rope_scaling": {"type": "linear", "factor": 2, "c": [1]}}, "vision_config": {"d": true}}""";
        AssertRefused(
            json, "a is 1, text_config.b is \"x\", vision_config.d is true, text_config.rope_scaling.c is [1]: this program does not know these settings");
    }

    [Fact]
    public void Read_OfSettingsThatAreOff_LetsThemPass()
    {
        var config = Read(
            """{"text_config": {"sliding_window": null, "use_qk_norm": false, "attention_dropout": 0.0, "layer_scales": [],""" +
            """ "rope_parameters": {"partial_rotary_factor": 1.0}}, "vision_config": null}""");
        Assert.Equal((1024, 24, 336, 14), (config.Vision.HiddenSize, config.Vision.Layers, config.Vision.ImageSize, config.Vision.PatchSize));
        Assert.Equal(
            (4096, 32, 32, 128, 32000),
            (config.Text.HiddenSize, config.Text.Layers, config.Text.KeyValueHeads, config.Text.HeadSize, config.Text.VocabularySize));
    }

    // A section that is there but empty has CLIP's own defaults, one that is absent those of ViT-L/14 at 336 pixels.
    [Fact]
    public void Read_OfAnEmptyVisionSection_TakesTheDefaultsOfClip()
    {
        var vision = Read("""{"vision_config": {}}""").Vision;
        Assert.Equal(
            (768, 3072, 12, 12, 224, 32), (vision.HiddenSize, vision.IntermediateSize, vision.Layers, vision.Heads, vision.ImageSize, vision.PatchSize));
    }

    [Theory]
    [InlineData("""{"tie_word_embeddings": true}""", true)]
    [InlineData("""{"text_config": {"tie_word_embeddings": true}}""", true)]
    [InlineData("""{"tie_word_embeddings": false, "text_config": {"tie_word_embeddings": true}}""", true)]
    [InlineData("""{"tie_word_embeddings": true, "text_config": {"tie_word_embeddings": false}}""", true)]
    [InlineData("{}", false)]
    public void Read_TiesTheHead_WhereEitherSectionSaysSo(string json, bool isTied) => Assert.Equal(isTied, Read(json).Text.IsHeadTied);

    [Theory]
    [InlineData("""{"text_config": {"rope_theta": 5e5, "rope_scaling": {"type": "linear", "factor": 4}}}""", 5e5, "linear", 4)]
    [InlineData("""{"text_config": {"rope_parameters": {"rope_theta": 5e5, "rope_type": "linear", "factor": 4}}}""", 5e5, "linear", 4)]
    [InlineData("""{"text_config": {"rope_parameters": {"rope_theta": 2e4}, "rope_scaling": {"rope_type": "linear", "factor": 8}}}""", 2e4, "linear", 8)]
    [InlineData("""{"text_config": {"rope_theta": 7e4, "rope_scaling": null}}""", 7e4, "default", 1)]
    [InlineData("{}", 1e4, "default", 1)]
    public void Read_OfRopeInOlderAndNewerForms_GivesBaseTypeAndFactor(string json, double theta, string type, double factor)
    {
        var rope = Read(json).Text.Rope;
        Assert.Equal((theta, type, factor), (rope.Theta, rope.Type, rope.Factor));
    }

    [Theory]
    [InlineData("""{"text_config": {"hidden_size": "4096"}}""", "text_config.hidden_size is \"4096\"; it must be a whole number")]
    [InlineData("""{"text_config": {"num_attention_heads": 0}}""", "text_config.num_attention_heads is 0; it must be from 1")]
    [InlineData("""{"text_config": {"hidden_size": 4100}}""", "text_config.hidden_size is 4100; it must be a multiple of num_attention_heads, 32")]
    [InlineData("""{"text_config": {"num_key_value_heads": 7}}""", "it must be a multiple of num_key_value_heads, 7")]
    [InlineData("""{"text_config": {"rope_scaling": {"type": "linear"}}}""", "rope_type is 'linear' and needs factor")]
    [InlineData("""{"text_config": {"rope_scaling": {"type": "llama3", "factor": 8}}}""", "needs low_freq_factor")]
    [InlineData("""{"text_config": {"rope_scaling": {"type": "linear", "factor": -1}}}""", "the factor of linear RoPE is -1")]
    [InlineData("""{"text_config": []}""", "text_config is []; it must be an object")]
    [InlineData("""{"vision_config": {"num_channels": 4}}""", "num_channels is 4; pictures have 3")]
    [InlineData("""{"vision_feature_layer": 30}""", "vision_feature_layer is [30]; the tower of 24 layers has states -25 to 24")]
    [InlineData("""{"vision_feature_layer": []}""", "vision_feature_layer is []")]
    [InlineData("[]", "must be an object")]
    [InlineData("{", "config.json")]
    public void Read_OfAnImpossibleValue_NamesItAndTheRule(string json, string message) => AssertRefused(json, message);

    [Theory]
    [InlineData("""{"model_type":"llava","text_config":{"vocab_size":702,"pad_token_id":701}}""", 701)]
    [InlineData("""{"model_type":"llava","text_config":{"vocab_size":702,"pad_token_id":702}}""", 0)]
    [InlineData("""{"model_type":"llava","text_config":{"vocab_size":702,"pad_token_id":-1}}""", 0)]
    [InlineData("""{"model_type":"llava","text_config":{"vocab_size":702},"pad_token_id":32001}""", 0)]
    public void Read_OfAPadTokenThatTheModelLacks_FillsWithAnother(string json, int token) => Assert.Equal(token, Read(json).PadToken);

    private static LlavaConfig Read(string json)
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", json);
        return LlavaConfigFile.Read(folder.Path);
    }

    private static void AssertRefused(string json, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(json));
        Assert.Contains("config.json: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Read_WithGenerationSettings_EndsAnswersAtTheirTokensToo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", """{"model_type": "llava", "text_config": {"model_type": "llama", "eos_token_id": 9}}""");
        Assert.Equal([9], LlavaConfigFile.Read(folder.Path).EndTokens);
        folder.Write("generation_config.json", """{"eos_token_id": [7, 9, 8]}""");
        Assert.Equal([9, 7, 8], LlavaConfigFile.Read(folder.Path).EndTokens);
        folder.Write("config.json", """{"model_type": "llava"}""");
        Assert.Equal([7, 9, 8], LlavaConfigFile.Read(folder.Path).EndTokens);
        folder.Write("generation_config.json", "{}");
        Assert.Equal([2], LlavaConfigFile.Read(folder.Path).EndTokens);
        folder.Write("generation_config.json", "{");
        Assert.Contains("generation_config.json", Assert.Throws<InvalidDataException>(() => LlavaConfigFile.Read(folder.Path)).Message);
    }
}
