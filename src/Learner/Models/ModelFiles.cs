namespace MlopsCl.Learner.Models;

/// <summary>The files of a model's folder, or of an adapter's, by what they are for; the one list that digests, copies and exports go by.</summary>
internal static class ModelFiles
{
    private static readonly string[] Weights = ["*.safetensors", "*.safetensors.index.json"];
    private static readonly string[] Adapters = [PeftConfigFile.FileName, "method.json"];
    private static readonly string[] Images = ["preprocessor_config.json", "processor_config.json"];

    private static readonly string[] Rest =
    [
        "generation_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", "tokenizer.model",
        "LICENSE*", "NOTICE*", "USE_POLICY*",
    ];

    /// <summary>How conversations become tokens.</summary>
    public static IReadOnlyList<string> Prompting { get; } = ["tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "chat_template.json"];

    /// <summary>What makes a model, or an adapter, what it is: with other contents it would give other answers.</summary>
    public static IReadOnlyList<string> Decisive { get; } = [.. Weights, LlavaConfigFile.FileName, .. Prompting, .. Images, .. Adapters];

    /// <summary>What goes with a model besides weights and configuration.</summary>
    public static IReadOnlyList<string> Companions { get; } = [.. Prompting, .. Images, .. Rest];

    /// <summary>The paths of those of a folder's files that are of some kinds.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="patterns">Names, or patterns of names, each file once.</param>
    public static IEnumerable<string> Of(string folder, IEnumerable<string> patterns) =>
        patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)).Distinct(StringComparer.Ordinal);
}
