namespace MlopsCl.Learner.Models;

/// <summary>The ranges of a configuration's sizes.</summary>
internal static class LlavaConfigRules
{
    private const int Largest = 1 << 24;

    /// <exception cref="FormatException">Sizes are out of range or do not go together; the message lists all.</exception>
    public static void ThrowIfInvalid(LlavaConfig config)
    {
        string[] problems = [.. OfText(config.Text), .. OfVision(config.Vision), .. OfBoth(config)];
        if (problems.Length > 0)
            throw new FormatException($"{string.Join("; ", problems)}.");
    }

    private static IEnumerable<string> OfText(TextConfig text) =>
    [
        .. Sizes("text_config", ("hidden_size", text.HiddenSize), ("intermediate_size", text.IntermediateSize), ("num_hidden_layers", text.Layers),
            ("num_attention_heads", text.Heads), ("num_key_value_heads", text.KeyValueHeads), ("head_dim", text.HeadSize),
            ("vocab_size", text.VocabularySize), ("max_position_embeddings", text.MaxPositions)),
        .. Rule(
            Divides(text.Heads, text.HiddenSize), $"text_config.hidden_size is {text.HiddenSize}; it must be a multiple of num_attention_heads, {text.Heads}"),
        .. Rule(
            Divides(text.KeyValueHeads, text.Heads),
            $"text_config.num_attention_heads is {text.Heads}; it must be a multiple of num_key_value_heads, {text.KeyValueHeads}"),
        .. Rule(text.HeadSize % 2 == 0, $"text_config.head_dim is {text.HeadSize}; it must be even"),
        .. Rule(text.RmsNormEpsilon >= 0, $"text_config.rms_norm_eps is {text.RmsNormEpsilon}; it must be at least 0"),
        .. Rule(text.Rope.Theta > 0, $"rope_theta is {text.Rope.Theta}; it must be above 0"),
        .. Rule(text.Rope.Factor > 0, $"the factor of {text.Rope.Type} RoPE is {text.Rope.Factor}; it must be above 0"),
        .. Rule(text.Rope.LowFrequencyFactor > 0 && text.Rope.HighFrequencyFactor > text.Rope.LowFrequencyFactor,
            $"low_freq_factor is {text.Rope.LowFrequencyFactor} and high_freq_factor {text.Rope.HighFrequencyFactor}; " +
            "the second must be above the first, both above 0"),
        .. Rule(text.Rope.OriginalMaxPositions > 0, $"original_max_position_embeddings is {text.Rope.OriginalMaxPositions}; it must be above 0"),
    ];

    private static IEnumerable<string> OfVision(VisionConfig vision) =>
    [
        .. Sizes("vision_config", ("hidden_size", vision.HiddenSize), ("intermediate_size", vision.IntermediateSize),
            ("num_hidden_layers", vision.Layers), ("num_attention_heads", vision.Heads), ("image_size", vision.ImageSize), ("patch_size", vision.PatchSize)),
        .. Rule(
            Divides(vision.Heads, vision.HiddenSize),
            $"vision_config.hidden_size is {vision.HiddenSize}; it must be a multiple of num_attention_heads, {vision.Heads}"),
        .. Rule(vision.PatchSize <= vision.ImageSize, $"vision_config.patch_size is {vision.PatchSize}; it must be at most image_size, {vision.ImageSize}"),
        .. Rule(vision.Channels == 3, $"vision_config.num_channels is {vision.Channels}; pictures have 3"),
        .. Rule(vision.LayerNormEpsilon >= 0, $"vision_config.layer_norm_eps is {vision.LayerNormEpsilon}; it must be at least 0"),
    ];

    private static IEnumerable<string> OfBoth(LlavaConfig config)
    {
        var layers = config.VisionFeatureLayers;
        var fits = layers.Count > 0 && layers.All(layer => layer <= config.Vision.Layers && layer >= -config.Vision.Layers - 1);
        return
        [
            .. Rule(fits, $"vision_feature_layer is [{string.Join(", ", layers)}]; the tower of {config.Vision.Layers} layers has states " +
                $"{-config.Vision.Layers - 1} to {config.Vision.Layers}"),
            .. Rule(config.ImageToken >= 0, $"image_token_index is {config.ImageToken}; it must be at least 0"),
        ];
    }

    private static IEnumerable<string> Sizes(string section, params (string Name, int Size)[] sizes) =>
        sizes.SelectMany(size => Rule(size.Size is >= 1 and <= Largest, $"{section}.{size.Name} is {size.Size}; it must be from 1 to {Largest}"));

    private static bool Divides(int part, int whole) => part >= 1 && whole % part == 0;

    private static IEnumerable<string> Rule(bool holds, string problem) => holds ? [] : [problem];
}
