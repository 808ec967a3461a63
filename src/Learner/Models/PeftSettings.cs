using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCl.Learner.Adapters;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Understands the settings of PEFT's LoRA. What changes numbers is either applied or refused by its name; a setting that is not known must be off.
/// </summary>
internal static class PeftSettings
{
    // Applied.
    private static readonly HashSet<string> Read =
    [
        "peft_type", "r", "lora_alpha", "lora_dropout", "use_rslora", "use_dora", "target_modules", "exclude_modules", "layers_to_transform", "layers_pattern",
        "rank_pattern", "alpha_pattern", "modules_to_save", "bias", "init_lora_weights",
    ];

    // Without effect on an adapter that exists: descriptions, and how its first values were found.
    private static readonly HashSet<string> Free =
    [
        "auto_mapping", "base_model_name_or_path", "corda_config", "eva_config", "fan_in_fan_out", "inference_mode", "loftq_config", "lora_ga_config",
        "megatron_core",
        "peft_version", "qalora_group_size", "revision", "task_type",
    ];

    private const string Number = "a number", Switch = "true or false";

    // Other ways to begin move a part of the base model into the adapter, so that the adapter fits only the base model that remained.
    private static readonly string[] Beginnings = ["true", "false", "null", "\"gaussian\"", "\"eva\"", "\"orthogonal\""];

    /// <summary>The settings as a group.</summary>
    /// <param name="settings">What <c>adapter_config.json</c> says.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">A setting is refused or malformed; the message names all of them.</exception>
    public static LowRankGroup ToGroup(JsonObject settings, string path)
    {
        var problems = Refusals(settings).ToList();
        if (problems.Count > 0)
            throw new InvalidDataException($"{path}: {string.Join("; ", problems)}. Merge such an adapter into its base model with PEFT instead.");
        try
        {
            return Group(settings);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static LowRankGroup Group(JsonObject settings)
    {
        var group = new LowRankGroup
        {
            Targets = [],
            Rank = Value<int>(settings, "r", "a whole number") ?? 8,
            Alpha = Value<double>(settings, "lora_alpha", Number) ?? 8,
            Dropout = Value<double>(settings, "lora_dropout", Number) ?? 0,
            IsRankStabilized = Value<bool>(settings, "use_rslora", Switch) ?? false,
            HasMagnitude = Value<bool>(settings, "use_dora", Switch) ?? false,
            RankPattern = Values(settings, "rank_pattern"),
            AlphaPattern = Values(settings, "alpha_pattern"),
            SavedModules = Words(settings, "modules_to_save"),
            Modules = Selection(settings),
            IsTrained = false,
            IsAdopted = true,
        };
        if (group.Rank < 1 || group.RankPattern?.Any(rank => rank.Value < 1 || rank.Value != Math.Floor(rank.Value)) == true || group.Dropout is < 0 or >= 1
            || !double.IsFinite(group.Alpha))
            throw new FormatException(
                FormattableString.Invariant($"r is {group.Rank}, lora_alpha {group.Alpha} and lora_dropout {group.Dropout}; ") +
                "ranks are whole numbers from 1 on, those of rank_pattern too, alpha is finite, and dropout is from 0 to below 1.");
        return group;
    }

    private static ModuleSelection Selection(JsonObject settings)
    {
        var (target, excluded) = (Text(Find(settings, "target_modules")), Text(Find(settings, "exclude_modules")));
        return new ModuleSelection
        {
            Pattern = target,
            Names = target is null ? Words(settings, "target_modules") ?? throw new FormatException(
                "target_modules is missing; it says which matrices the adapter changes.") : [],
            ExcludedPattern = excluded,
            ExcludedNames = excluded is null ? Words(settings, "exclude_modules") : null,
            Layers = Find(settings, "layers_to_transform") is JsonArray list
                ? [.. list.Select(item => Value<int>(item, "layers_to_transform", "a list of whole numbers"))]
                : Value<int>(settings, "layers_to_transform", "a whole number or a list of them") is { } only ? [only] : null,
            LayerPatterns = Text(Find(settings, "layers_pattern")) is { } pattern ? [pattern] : Words(settings, "layers_pattern"),
        };
    }

    private static IEnumerable<string> Refusals(JsonObject settings)
    {
        if (Text(Find(settings, "peft_type")) is var type && type != "LORA")
            yield return $"peft_type is '{type}'; this program runs LORA";
        if (Text(Find(settings, "bias")) is { } bias && bias != "none")
            yield return $"bias is '{bias}'; biases beside the adapter are not trained here, it must be 'none'";
        if (settings.TryGetPropertyValue("init_lora_weights", out var start) && !Beginnings.Contains(Plain(start)))
            yield return $"init_lora_weights is {Plain(start)}: the adapter fits a base model that was changed when it began; save it again with "
                + "path_initial_model_for_weight_conversion";
        foreach (var (name, value) in settings)
        {
            if (!Read.Contains(name) && !Free.Contains(name) && !IsOff(value))
                yield return $"{name} is {Plain(value)}, which this program does not run";
        }
    }

    private static bool IsOff(JsonNode? value) => value switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonObject fields => fields.Count == 0,
        _ => value.GetValueKind() == JsonValueKind.False,
    };

    private static string Plain(JsonNode? value) => value?.ToJsonString() ?? "null";

    private static JsonNode? Find(JsonObject settings, string name) => settings.TryGetPropertyValue(name, out var value) ? value : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    // What is not of its form is refused: passing over it would change what the adapter computes.
    private static T? Value<T>(JsonObject settings, string name, string form)
        where T : struct => Find(settings, name) is { } value ? Value<T>(value, name, form) : null;

    private static T Value<T>(JsonNode? value, string name, string form) =>
        value is JsonValue held && held.TryGetValue(out T? found) ? found : throw new FormatException($"{name} is {Plain(value)}; it must be {form}.");

    private static IReadOnlyList<string>? Words(JsonObject settings, string name) => Find(settings, name) switch
    {
        null or JsonArray { Count: 0 } => null,
        JsonArray list => [.. list.Select(item => Value<string>(item, name, "a list of texts"))],
        { } other => throw new FormatException($"{name} is {Plain(other)}; it must be a list of texts."),
    };

    private static IReadOnlyList<ModuleValue>? Values(JsonObject settings, string name) => Find(settings, name) switch
    {
        null or JsonObject { Count: 0 } => null,
        JsonObject fields => [.. fields.Select(field => new ModuleValue(field.Key, Value<double>(field.Value, name, "an object of numbers")))],
        { } other => throw new FormatException($"{name} is {Plain(other)}; it must be an object of numbers."),
    };
}
