using System.Text.Json;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Finds settings of a <c>config.json</c> that this program does not follow. A setting is let pass if it is followed, if it has no say in
/// what the model computes, or if it is off: null, false, zero or empty.
/// </summary>
internal static class UnknownSettings
{
    // What every configuration of the reference implementation may carry: bookkeeping, output formats, defaults of generation.
    private static readonly string[] Bookkeeping =
    [
        "_attn_implementation", "_attn_implementation_autoset", "_attn_implementation_internal", "_commit_hash", "_name_or_path",
        "_output_attentions", "architectures", "attn_implementation", "auto_map", "bad_words_ids", "begin_suppress_tokens", "bos_token_id",
        "chunk_size_feed_forward", "decoder_start_token_id", "diversity_penalty", "do_sample", "dtype", "early_stopping",
        "encoder_no_repeat_ngram_size", "eos_token_id", "exponential_decay_length_penalty", "finetuning_task", "forced_bos_token_id",
        "forced_eos_token_id", "gradient_checkpointing", "id2label", "ignore_index", "image_seq_length", "initializer_factor",
        "initializer_range", "label2id", "length_penalty", "max_length", "min_length", "model_type", "no_repeat_ngram_size",
        "num_beam_groups", "num_beams", "num_return_sequences", "output_attentions", "output_hidden_states", "output_scores",
        "pad_token_id", "prefix", "pretraining_tp", "problem_type", "remove_invalid_values", "repetition_penalty", "return_dict",
        "return_dict_in_generate", "sep_token_id", "suppress_tokens", "task_specific_params", "temperature", "tie_encoder_decoder",
        "tie_word_embeddings", "tokenizer_class", "top_k", "top_p", "torch_dtype", "torchscript", "transformers_version", "typical_p",
        "use_cache", "use_return_dict",
    ];

    private static readonly HashSet<string> Root =
    [
        .. Bookkeeping, "hidden_size", "image_token_id", "image_token_index", "multimodal_projector_bias", "projector_hidden_act",
        "text_config", "vision_config", "vision_feature_layer", "vision_feature_select_strategy", "vocab_size",
    ];

    private static readonly HashSet<string> Text =
    [
        .. Bookkeeping, "attention_bias", "head_dim", "hidden_act", "hidden_size", "intermediate_size", "max_position_embeddings",
        "mlp_bias", "num_attention_heads", "num_hidden_layers", "num_key_value_heads", "rms_norm_eps", "rope_parameters", "rope_scaling",
        "rope_theta", "vocab_size",
    ];

    private static readonly HashSet<string> Vision =
    [
        .. Bookkeeping, "hidden_act", "hidden_size", "image_size", "intermediate_size", "layer_norm_eps", "num_attention_heads",
        "num_channels", "num_hidden_layers", "patch_size", "projection_dim", "vocab_size",
    ];

    private static readonly HashSet<string> Rope =
        ["factor", "high_freq_factor", "low_freq_factor", "original_max_position_embeddings", "rope_theta", "rope_type", "type"];

    /// <summary>Refuses a configuration that asks for more than this program does.</summary>
    /// <exception cref="FormatException">It does; the message names all such settings with their values.</exception>
    public static void ThrowIfAny(JsonElement root)
    {
        string[] unknown =
        [
            .. Of(root, "", Root), .. Of(root, "text_config", Text), .. Of(root, "vision_config", Vision),
            .. OfRope(root, "rope_parameters"), .. OfRope(root, "rope_scaling"),
        ];
        if (unknown.Length > 0)
            throw new FormatException(
                $"{string.Join(", ", unknown)}: this program does not know {(unknown.Length == 1 ? "this setting" : "these settings")} and would "
                + "give other numbers than the model was trained for. Take a checkpoint without it, or set it to null if it has no effect.");
    }

    private static IEnumerable<string> Of(JsonElement root, string section, HashSet<string> known)
    {
        var settings = section.Length == 0 ? root : new JsonFields(root).Find(section) ?? default;
        return From(settings, section.Length == 0 ? "" : section + ".", known);
    }

    private static IEnumerable<string> OfRope(JsonElement root, string name) =>
        From(new JsonFields(root).Section("text_config").Find(name) ?? default, $"text_config.{name}.", Rope);

    private static IEnumerable<string> From(JsonElement settings, string path, HashSet<string> known) =>
        settings.ValueKind != JsonValueKind.Object ? [] : settings.EnumerateObject()
            .Where(setting => !known.Contains(setting.Name) && !IsOff(setting.Value) && !IsWhole(setting))
            .Select(setting => $"{path}{setting.Name} is {Shown(setting.Value)}");

    // Rotating a part of each head; the whole of it is the usual thing.
    private static bool IsWhole(JsonProperty setting) =>
        setting.Name == "partial_rotary_factor" && setting.Value.ValueKind == JsonValueKind.Number && setting.Value.GetDouble() == 1;

    private static bool IsOff(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Number => value.TryGetDouble(out var number) && number == 0,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
