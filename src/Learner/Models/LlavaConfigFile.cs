using System.Text.Json;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Reads a <c>config.json</c> in current and older forms; what is left out has the defaults of the reference implementation.
/// </summary>
internal static class LlavaConfigFile
{
    public const string FileName = "config.json";

    private const string Architecture = "LlavaForConditionalGeneration";
    private const string GenerationFileName = "generation_config.json";
    private const int DefaultEndToken = 2;

    /// <summary>
    /// Reads the configuration of a model folder; end tokens that its <c>generation_config.json</c> names count as well, and the default only where
    /// neither names one.
    /// </summary>
    /// <exception cref="FileNotFoundException">The folder has no <c>config.json</c>.</exception>
    /// <exception cref="InvalidDataException">The file is no configuration of a LLaVA model that this program can run.</exception>
    public static LlavaConfig Read(string folder, string name = FileName)
    {
        ThrowIfAbsent(folder, name);
        var config = Parse(Path.Combine(folder, name), Read);
        var generation = Path.Combine(folder, GenerationFileName);
        int[] ends = File.Exists(generation) ? Parse(generation, json => new JsonFields(json).Ints("eos_token_id", [])) : [];
        return config with { EndTokens = [.. config.EndTokens.Union(ends).DefaultIfEmpty(DefaultEndToken)] };
    }

    /// <summary>Says early that a folder is no base model.</summary>
    /// <exception cref="FileNotFoundException">The folder has no <c>config.json</c>.</exception>
    public static void ThrowIfAbsent(string folder, string name = FileName)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{folder} has no {name}; a base model is a folder in Hugging Face layout.", path);
    }

    private static T Parse<T>(string path, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static LlavaConfig Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"the configuration must be an object, not {json.ValueKind}.");
        var root = new JsonFields(json);
        root.Expect("model_type", "llava");
        if (root.Find("architectures") is { ValueKind: JsonValueKind.Array } classes && classes.GetArrayLength() > 0
            && !classes.EnumerateArray().Any(name => name.ValueKind == JsonValueKind.String && name.GetString() == Architecture))
            throw new FormatException($"architectures is {classes.GetRawText()}; this program runs {Architecture}.");
        var text = root.Section("text_config");
        text.Expect("model_type", "llama");
        text.OneOf("hidden_act", "silu", "swish");
        UnknownSettings.ThrowIfAny(json);
        var decoder = ReadText(text, root);
        var padding = text.Int("pad_token_id", root.Int("pad_token_id", 0));
        var config = new LlavaConfig
        {
            Vision = ReadVision(root.Section("vision_config")),
            Text = decoder,
            ImageToken = root.Int("image_token_index", root.Int("image_token_id", 32000)),
            BeginToken = text.Int("bos_token_id", 1),
            EndTokens = text.Ints("eos_token_id", root.Ints("eos_token_id", [])),
            PadToken = padding >= 0 && padding < decoder.VocabularySize ? padding : 0,   // it is masked, and some configurations name none that there is
            VisionFeatureLayers = root.Ints("vision_feature_layer", [-2]),
            VisionFeatureSelection = root.OneOf("vision_feature_select_strategy", "default", "full"),
            ProjectorActivation = root.OneOf("projector_hidden_act", ["gelu", .. Activation.Names]),
            HasProjectorBias = root.Flag("multimodal_projector_bias", true),
            StatedImageTokens = root.Int("image_seq_length", 576),
        };
        LlavaConfigRules.ThrowIfInvalid(config);
        return config;
    }

    // The defaults are those of a CLIP ViT-L/14 at 336 pixels where the section is absent, otherwise those of CLIP's own configuration.
    private static VisionConfig ReadVision(JsonFields vision)
    {
        vision.Expect("model_type", "clip_vision_model");
        var large = vision.IsAbsent;
        return new VisionConfig
        {
            HiddenSize = vision.Int("hidden_size", large ? 1024 : 768),
            IntermediateSize = vision.Int("intermediate_size", large ? 4096 : 3072),
            Layers = vision.Int("num_hidden_layers", large ? 24 : 12),
            Heads = vision.Int("num_attention_heads", large ? 16 : 12),
            ImageSize = vision.Int("image_size", large ? 336 : 224),
            PatchSize = vision.Int("patch_size", large ? 14 : 32),
            Channels = vision.Int("num_channels", 3),
            Activation = vision.OneOf("hidden_act", Activation.Names),
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
            HeadSize = text.Int("head_dim", hidden / Math.Max(1, heads)),
            VocabularySize = text.Int("vocab_size", 32000),
            RmsNormEpsilon = text.Number("rms_norm_eps", 1e-6),
            MaxPositions = text.Int("max_position_embeddings", 2048),
            Rope = ReadRope(text),
            IsHeadTied = text.Flag("tie_word_embeddings", false) || root.Flag("tie_word_embeddings", false),
            HasAttentionBias = text.Flag("attention_bias", false),
            HasMlpBias = text.Flag("mlp_bias", false),
        };
    }

    // Where the older name is there as well, it wins in the reference implementation.
    private static RopeConfig ReadRope(JsonFields text)
    {
        var older = text.Section("rope_scaling");
        var rope = older.IsEmpty ? text.Section("rope_parameters") : older;
        var type = rope.OneOf(rope.Find("rope_type") is null ? "type" : "rope_type", "default", "linear", "llama3");
        double Needed(string name) => rope.Find(name) is null
            ? throw new FormatException($"rope_type is '{type}' and needs {name}, which is absent.")
            : rope.Number(name, 0);
        return new RopeConfig
        {
            Theta = rope.Number("rope_theta", text.Section("rope_parameters").Number("rope_theta", text.Number("rope_theta", 10000))),
            Type = type,
            Factor = type == "default" ? 1 : Needed("factor"),
            LowFrequencyFactor = type == "llama3" ? Needed("low_freq_factor") : 1,
            HighFrequencyFactor = type == "llama3" ? Needed("high_freq_factor") : 4,
            OriginalMaxPositions = rope.Number("original_max_position_embeddings", text.Int("max_position_embeddings", 2048)),
        };
    }
}
