using System.Text.Json;
using MlopsCl.Learner.Imaging;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Writes a model in Hugging Face layout, under the keys that published checkpoints use.</summary>
internal static class ModelFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes configuration, preprocessing, generation settings and weights; the tokenizer is copied by whoever has it.</summary>
    public static void Write(string folder, LlavaConfig config, ClipImageOptions images, IEnumerable<KeyValuePair<string, Tensor>> weights,
        WeightPrecision precision)
    {
        Directory.CreateDirectory(folder);
        WriteJson(folder, LlavaConfigFile.FileName, Describe(config, precision));
        WriteJson(folder, "preprocessor_config.json", Describe(images));
        WriteJson(folder, "generation_config.json", Generation(config));
        using var scope = NewDisposeScope();
        var stored = weights.Select(pair => KeyValuePair.Create(
            ParameterNames.ToPublishedKey(pair.Key), pair.Value.detach().to_type(precision.Type())));
        TensorFile.Write(Path.Combine(folder, "model.safetensors"), stored, new Dictionary<string, string> { ["format"] = "pt" });
    }

    private static void WriteJson(string folder, string name, object value) =>
        File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(value, Indented) + "\n");

    private static object Generation(LlavaConfig config) =>
        new { bos_token_id = config.BeginToken, eos_token_id = One(config.EndTokens), pad_token_id = config.PadToken, do_sample = false };

    private static object One(IReadOnlyList<int> values) => values.Count == 1 ? values[0] : values;

    private static object Describe(LlavaConfig config, WeightPrecision precision) => new
    {
        architectures = new[] { "LlavaForConditionalGeneration" },
        model_type = "llava",
        torch_dtype = precision.ConfigName(),
        image_token_index = config.ImageToken,
        image_seq_length = config.ImageTokens,
        multimodal_projector_bias = config.HasProjectorBias,
        projector_hidden_act = config.ProjectorActivation,
        pad_token_id = config.PadToken,
        tie_word_embeddings = config.Text.IsHeadTied,
        vision_feature_layer = One(config.VisionFeatureLayers),
        vision_feature_select_strategy = config.VisionFeatureSelection,
        text_config = Describe(config.Text, config),
        vision_config = Describe(config.Vision),
    };

    private static object Describe(TextConfig text, LlavaConfig config) => new
    {
        model_type = "llama",
        hidden_size = text.HiddenSize,
        intermediate_size = text.IntermediateSize,
        num_hidden_layers = text.Layers,
        num_attention_heads = text.Heads,
        num_key_value_heads = text.KeyValueHeads,
        head_dim = text.HeadSize,
        vocab_size = text.VocabularySize,
        rms_norm_eps = text.RmsNormEpsilon,
        max_position_embeddings = text.MaxPositions,
        rope_theta = text.Rope.Theta,
        rope_scaling = Describe(text.Rope),
        hidden_act = "silu",
        attention_bias = text.HasAttentionBias,
        mlp_bias = text.HasMlpBias,
        tie_word_embeddings = text.IsHeadTied,
        bos_token_id = config.BeginToken,
        eos_token_id = One(config.EndTokens),
        pad_token_id = config.PadToken,
    };

    private static object? Describe(RopeConfig rope) => rope.Type switch
    {
        "default" => null,
        "linear" => new { rope_type = rope.Type, factor = rope.Factor },
        _ => new
        {
            rope_type = rope.Type,
            factor = rope.Factor,
            low_freq_factor = rope.LowFrequencyFactor,
            high_freq_factor = rope.HighFrequencyFactor,
            original_max_position_embeddings = rope.OriginalMaxPositions,
        },
    };

    private static object Describe(VisionConfig vision) => new
    {
        model_type = "clip_vision_model",
        hidden_size = vision.HiddenSize,
        intermediate_size = vision.IntermediateSize,
        num_hidden_layers = vision.Layers,
        num_attention_heads = vision.Heads,
        num_channels = vision.Channels,
        image_size = vision.ImageSize,
        patch_size = vision.PatchSize,
        hidden_act = vision.Activation,
        layer_norm_eps = vision.LayerNormEpsilon,
    };

    private static object Describe(ClipImageOptions images) => new
    {
        image_processor_type = "CLIPImageProcessor",
        do_resize = images.Resize,
        size = images.FixedSize is var (width, height) ? (object)new { height, width } : new { shortest_edge = images.ShortestEdge },
        resample = 3,
        do_center_crop = images.CentreCrop,
        crop_size = new { height = images.CropSize.Height, width = images.CropSize.Width },
        do_rescale = images.Rescale,
        rescale_factor = images.RescaleFactor,
        do_normalize = images.Normalize,
        image_mean = images.Mean,
        image_std = images.Deviation,
        do_convert_rgb = true,
    };
}
