using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsCl.Learner.Models;

/// <summary>The files of a model folder besides its weights: configuration, tokenizer, preprocessing, templates, licence.</summary>
internal static class ModelCompanions
{
    private static readonly JsonSerializerOptions Written =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Copies them.</summary>
    /// <param name="from">A model folder.</param>
    /// <param name="to">A folder that has none of them.</param>
    /// <param name="precision">The element type that the configuration is to state; null leaves it as it is.</param>
    public static void Copy(string from, string to, WeightPrecision? precision)
    {
        foreach (var path in ModelFiles.Of(from, ModelFiles.Companions))
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        var config = Path.Combine(from, LlavaConfigFile.FileName);
        if (precision is null)
            File.Copy(config, Path.Combine(to, LlavaConfigFile.FileName));
        else
            File.WriteAllText(Path.Combine(to, LlavaConfigFile.FileName), Stating(config, precision.Value));
    }

    private static string Stating(string path, WeightPrecision precision)
    {
        var config = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        var name = precision.ToString().ToLowerInvariant();
        foreach (var section in new[] { config, config["text_config"] as JsonObject, config["vision_config"] as JsonObject })
        {
            foreach (var key in new[] { "dtype", "torch_dtype" }.Where(key => section?.ContainsKey(key) == true))
                section![key] = name;
        }

        if (!config.ContainsKey("dtype") && !config.ContainsKey("torch_dtype"))
            config["torch_dtype"] = name;
        return config.ToJsonString(Written) + "\n";
    }
}
