using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsCl.Learner.Adapters;

namespace MlopsCl.Learner.Models;

/// <summary>Reads and writes <c>adapter_config.json</c>, with the fields, their order and their form as PEFT 0.21 writes them.</summary>
internal static class PeftConfigFile
{
    public const string FileName = "adapter_config.json";

    private const string BaseField = "base_model_name_or_path";

    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">The folder has none.</exception>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static JsonObject Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{folder} has no {FileName}; an adapter is a folder that a training wrote, or PEFT.", path);
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new InvalidDataException($"{path} holds no JSON object.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not valid JSON: {error.Message}", error);
        }
    }

    /// <summary>Describes the default group as PEFT's LoRA; without one the file says that PEFT cannot load this adapter.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="groups">The adapter's groups.</param>
    /// <param name="baseModelFolder">The base model.</param>
    /// <param name="earlier">Settings that the adapter came with; those that are not the group's are kept.</param>
    public static void Write(string folder, IReadOnlyList<LowRankGroup> groups, string baseModelFolder, JsonObject? earlier = null)
    {
        var leaf = Path.GetFileName(Path.TrimEndingDirectorySeparator(baseModelFolder));
        var lora = groups.FirstOrDefault(group => group is { Name: LowRankGroup.DefaultName, IsGated: false });
        var config = lora is null
            ? new JsonObject { ["peft_type"] = "MLOPSCL", [BaseField] = leaf }
            : Describe(lora, leaf, earlier ?? []);
        var sorted = new JsonObject(config.ToList().OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        File.WriteAllText(Path.Combine(folder, FileName), sorted.ToJsonString(Written));
    }

    private static JsonObject Describe(LowRankGroup lora, string leaf, JsonObject earlier)
    {
        var config = Defaults(leaf);
        foreach (var (name, value) in earlier)
            config[name] = value?.DeepClone();
        config["inference_mode"] = true;
        config["peft_type"] = "LORA";
        config["peft_version"] = "0.21.2";
        config["r"] = lora.Rank;
        config["lora_alpha"] = lora.Alpha;
        config["lora_dropout"] = WithPoint(lora.Dropout);
        config["use_rslora"] = lora.IsRankStabilized;
        config["use_dora"] = lora.HasMagnitude;
        config["rank_pattern"] = Map(lora.RankPattern);
        config["alpha_pattern"] = Map(lora.AlphaPattern);
        Set(config, "modules_to_save", Words(lora.SavedModules));
        DescribeTargets(config, Selection(lora));
        return config;
    }

    private static ModuleSelection Selection(LowRankGroup lora) =>
        lora.Modules ?? new ModuleSelection { Pattern = $@".*language_model.*\.({string.Join('|', lora.Targets.Select(Regex.Escape))})" };

    private static void DescribeTargets(JsonObject config, ModuleSelection modules)
    {
        config["target_modules"] = modules.Pattern is null ? Words(modules.Names) : modules.Pattern;
        Set(config, "exclude_modules", modules.ExcludedPattern is null ? Words(modules.ExcludedNames) : modules.ExcludedPattern);
        Set(config, "layers_to_transform", modules.Layers is null ? null : new JsonArray([.. modules.Layers.Select(layer => (JsonNode)layer)]));
        Set(config, "layers_pattern", Words(modules.LayerPatterns));
    }

    // What was there stays where it means the same: one value for a list of it alone, and an empty list for none.
    private static void Set(JsonObject config, string name, JsonNode? value)
    {
        var before = config.TryGetPropertyValue(name, out var held) ? held : null;
        var isSame = before is JsonArray { Count: 0 } ? value is null : value is JsonArray { Count: 1 } only && JsonNode.DeepEquals(before, only[0]);
        if (!isSame)
            config[name] = value;
    }

    private static JsonArray? Words(IReadOnlyList<string>? words) => words is null ? null : new JsonArray([.. words.Select(word => (JsonNode)word)]);

    private static JsonObject Map(IReadOnlyList<ModuleValue>? values) =>
        new((values ?? []).Select(value => KeyValuePair.Create<string, JsonNode?>(value.Pattern, value.Value)));

    private static JsonNode? WithPoint(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text);
    }

    private static JsonObject Defaults(string baseModel)
    {
        var config = new JsonObject
        {
            ["auto_mapping"] = new JsonObject
            {
                ["base_model_class"] = "LlavaForConditionalGeneration",
                ["parent_library"] = "transformers.models.llava.modeling_llava",
            },
            [BaseField] = baseModel,
            ["bias"] = "none",
            ["init_lora_weights"] = true,
            ["loftq_config"] = new JsonObject(),
            ["megatron_core"] = "megatron.core",
            ["qalora_group_size"] = 16,
        };
        foreach (var name in new[] { "ensure_weight_tying", "fan_in_fan_out", "lora_bias", "use_qalora" })
            config[name] = false;
        foreach (var name in new[]
        {
            "alora_invocation_tokens", "arrow_config", "corda_config", "eva_config", "kasa_config", "layer_replication", "lora_ga_config", "megatron_config",
            "monteclora_config", "revision", "target_parameters", "task_type", "trainable_token_indices", "use_bdlora", "velora_config",
        })
            config[name] = null;
        return config;
    }
}
