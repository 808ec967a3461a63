using System.Text.Json;
using MlopsCl.Learner.Adapters;

namespace MlopsCl.Learner.Models;

/// <summary>Reads and writes <c>adapter_config.json</c>.</summary>
internal static class PeftConfigFile
{
    public const string FileName = "adapter_config.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Describes the default group as PEFT's LoRA; without one the file says that PEFT cannot load this adapter.</summary>
    public static void Write(string folder, IReadOnlyList<LowRankGroup> groups, string baseModelFolder)
    {
        var lora = groups.FirstOrDefault(group => group is { Name: LowRankGroup.DefaultName, IsGated: false });
        object config = lora is null
            ? new { peft_type = "MLOPSCL", base_model_name_or_path = Path.GetFileName(Path.TrimEndingDirectorySeparator(baseModelFolder)) }
            : new
            {
                peft_type = "LORA",
                task_type = (string?)null,
                base_model_name_or_path = Path.GetFileName(Path.TrimEndingDirectorySeparator(baseModelFolder)),
                auto_mapping = new { base_model_class = "LlavaForConditionalGeneration", parent_library = "transformers.models.llava.modeling_llava" },
                r = lora.Rank,
                lora_alpha = lora.Alpha,
                target_modules = $".*language_model.*\\.({string.Join('|', lora.Targets)})",
                bias = "none",
                lora_dropout = 0.0,
                fan_in_fan_out = false,
                inference_mode = true,
                init_lora_weights = true,
                modules_to_save = (string[]?)null,
                rank_pattern = new Dictionary<string, int>(),
                alpha_pattern = new Dictionary<string, double>(),
                use_dora = false,
                use_rslora = false,
            };
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(config, Indented) + "\n");
    }

    /// <summary>Reads PEFT's LoRA as a default group.</summary>
    /// <param name="folder">The adapter's folder.</param>
    /// <param name="matrices">The matrices that its tensors belong to.</param>
    /// <exception cref="InvalidDataException">The adapter is of a kind that this program does not run.</exception>
    public static LowRankGroup Read(string folder, IEnumerable<string> matrices)
    {
        var path = Path.Combine(folder, FileName);
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var config = new JsonFields(json.RootElement);
        if (config.Find("peft_type")?.GetString() != "LORA" || config.Flag("use_dora", false) || !config.Section("rank_pattern").IsEmpty
            || !config.Section("alpha_pattern").IsEmpty)
            throw new InvalidDataException(
                $"{path}: only plain LoRA with one rank is run (no DoRA, no rank or alpha pattern); "
                + "merge the adapter into the base model with PEFT instead.");
        var (rank, alpha) = (config.Int("r", 8), config.Number("lora_alpha", 8));
        return new LowRankGroup
        {
            Rank = rank,
            Alpha = config.Flag("use_rslora", false) ? alpha * Math.Sqrt(rank) : alpha,   // rsLoRA's scale is alpha / sqrt(r)
            Targets = [.. matrices.Select(matrix => matrix.Split('.')[^1]).Distinct()],
            IsTrained = false,
        };
    }
}
