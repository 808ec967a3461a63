using System.Text.Json;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Reads a <c>config.json</c> in current and older forms; what is left out has the defaults of the reference implementation.
/// </summary>
internal static class LlavaConfigFile
{
    public const string FileName = "config.json";

    /// <summary>Reads the configuration of a model folder.</summary>
    /// <exception cref="FileNotFoundException">The folder has no <c>config.json</c>.</exception>
    /// <exception cref="InvalidDataException">The file is no configuration of a LLaVA model that this program can run.</exception>
    public static LlavaConfig Read(string folder, string name = FileName)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{folder} has no {name}; a base model is a folder in Hugging Face layout.", path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(new JsonFields(json.RootElement));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static LlavaConfig Read(JsonFields root)
    {
        root.Expect("model_type", "llava");
        root.Expect("projector_hidden_act", "gelu");
        var text = root.Section("text_config");
        text.Expect("model_type", "llama");
        text.Expect("hidden_act", "silu");
        return new LlavaConfig
        {
            Vision = ReadVision(root.Section("vision_config")),
            Text = ReadText(text, root),
            ImageToken = root.Int("image_token_index", root.Int("image_token_id", 32000)),
            BeginToken = text.Int("bos_token_id", 1),
            EndTokens = text.Ints("eos_token_id", [2]),
            PadToken = text.Int("pad_token_id", root.Int("pad_token_id", 0)),
            VisionFeatureLayers = root.Ints("vision_feature_layer", [-2]),
            VisionFeatureSelection = root.OneOf("vision_feature_select_strategy", "default", "full"),
            HasProjectorBias = root.Flag("multimodal_projector_bias", true),
        };
    }

    // The defaults are those of a CLIP ViT-L/14 at 336 pixels where the section is empty, otherwise those of CLIP's own configuration.
    private static VisionConfig ReadVision(JsonFields vision)
    {
        vision.Expect("model_type", "clip_vision_model");
        var large = vision.IsEmpty;
        return new VisionConfig
        {
            HiddenSize = vision.Int("hidden_size", large ? 1024 : 768),
            IntermediateSize = vision.Int("intermediate_size", large ? 4096 : 3072),
            Layers = vision.Int("num_hidden_layers", large ? 24 : 12),
            Heads = vision.Int("num_attention_heads", large ? 16 : 12),
            ImageSize = vision.Int("image_size", large ? 336 : 224),
            PatchSize = vision.Int("patch_size", large ? 14 : 32),
            Channels = vision.Int("num_channels", 3),
            Activation = vision.OneOf("hidden_act", "quick_gelu", "gelu"),
            LayerNormEpsilon = vision.Number("layer_norm_eps", 1e-5),
        };
    }

    private static TextConfig ReadText(JsonFields text, JsonFields root)
    {
        var (hidden, heads) = (text.Int("hidden_size", 4096), text.Int("num_attention_heads", 32));
        return new TextConfig
        {
            HiddenSize = hidden,
            IntermediateSize = text.Int("intermediate_size", 11008),
            Layers = text.Int("num_hidden_layers", 32),
            Heads = heads,
            KeyValueHeads = text.Int("num_key_value_heads", heads),
            HeadSize = text.Int("head_dim", hidden / heads),
            VocabularySize = text.Int("vocab_size", 32000),
            RmsNormEpsilon = text.Number("rms_norm_eps", 1e-6),
            MaxPositions = text.Int("max_position_embeddings", 2048),
            Rope = ReadRope(text),
            IsHeadTied = text.Flag("tie_word_embeddings", root.Flag("tie_word_embeddings", false)),
            HasAttentionBias = text.Flag("attention_bias", false),
            HasMlpBias = text.Flag("mlp_bias", false),
        };
    }

    private static RopeConfig ReadRope(JsonFields text)
    {
        var rope = text.Section("rope_parameters");
        var scaling = rope.IsEmpty ? text.Section("rope_scaling") : rope;
        var type = scaling.OneOf(scaling.Find("rope_type") is null ? "type" : "rope_type", "default", "linear", "llama3");
        return new RopeConfig
        {
            Theta = rope.Number("rope_theta", text.Number("rope_theta", 10000)),
            Type = type,
            Factor = scaling.Number("factor", 1),
            LowFrequencyFactor = scaling.Number("low_freq_factor", 1),
            HighFrequencyFactor = scaling.Number("high_freq_factor", 4),
            OriginalMaxPositions = scaling.Number("original_max_position_embeddings", text.Int("max_position_embeddings", 2048)),
        };
    }
}
