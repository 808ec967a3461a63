using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Conformance;

/// <summary>A configuration's settings by the names that the reference implementation gives them.</summary>
internal static class ResolvedSettings
{
    public static IReadOnlyDictionary<string, object> Of(LlavaConfig config)
    {
        var shapes = ParameterShapes.Of(config).ToList();
        return new Dictionary<string, object>
        {
            ["parameters"] = shapes.Sum(parameter => parameter.Shape.Aggregate(1L, (product, size) => product * size)),
            ["tensors"] = shapes.Count,
            ["text_config"] = Of(config.Text),
            ["vision_config"] = Of(config.Vision),
            ["image_seq_length"] = config.StatedImageTokens,
            ["image_token_index"] = config.ImageToken,
            ["image_token_id"] = config.ImageToken,
            ["vision_feature_layer"] = config.VisionFeatureLayers.Count == 1 ? config.VisionFeatureLayers[0] : config.VisionFeatureLayers,
            ["vision_feature_select_strategy"] = config.VisionFeatureSelection,
            ["projector_hidden_act"] = config.ProjectorActivation,
            ["multimodal_projector_bias"] = config.HasProjectorBias,
            ["tie_word_embeddings"] = config.Text.IsHeadTied,
        };
    }

    private static Dictionary<string, object> Of(TextConfig text) => new()
    {
        ["hidden_size"] = text.HiddenSize,
        ["intermediate_size"] = text.IntermediateSize,
        ["num_hidden_layers"] = text.Layers,
        ["num_attention_heads"] = text.Heads,
        ["num_key_value_heads"] = text.KeyValueHeads,
        ["head_dim"] = text.HeadSize,
        ["vocab_size"] = text.VocabularySize,
        ["rms_norm_eps"] = text.RmsNormEpsilon,
        ["max_position_embeddings"] = text.MaxPositions,
        ["rope_parameters"] = Of(text.Rope),
        ["tie_word_embeddings"] = text.IsHeadTied,
        ["hidden_act"] = "silu",   // the only one that is run
        ["attention_bias"] = text.HasAttentionBias,
        ["mlp_bias"] = text.HasMlpBias,
    };

    private static Dictionary<string, object> Of(RopeConfig rope) => new()
    {
        ["rope_theta"] = rope.Theta,
        ["rope_type"] = rope.Type,
        ["type"] = rope.Type,
        ["factor"] = rope.Factor,
        ["low_freq_factor"] = rope.LowFrequencyFactor,
        ["high_freq_factor"] = rope.HighFrequencyFactor,
        ["original_max_position_embeddings"] = rope.OriginalMaxPositions,
    };

    private static Dictionary<string, object> Of(VisionConfig vision) => new()
    {
        ["hidden_size"] = vision.HiddenSize,
        ["intermediate_size"] = vision.IntermediateSize,
        ["num_hidden_layers"] = vision.Layers,
        ["num_attention_heads"] = vision.Heads,
        ["image_size"] = vision.ImageSize,
        ["patch_size"] = vision.PatchSize,
        ["hidden_act"] = vision.Activation,
        ["layer_norm_eps"] = vision.LayerNormEpsilon,
        ["num_channels"] = vision.Channels,
    };
}
