using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>What <c>dataset.json</c> says about a task dataset.</summary>
/// <param name="Format">The form of the files, <see cref="CurrentFormat"/>.</param>
/// <param name="Task">The suggested task name.</param>
/// <param name="Questions">The questions that it asks; for readers, not for the program.</param>
/// <param name="Scoring">The scoring rule's name, one of <see cref="Learner.Scoring.ScoringRules.Names"/>.</param>
/// <param name="Source">Where the data comes from.</param>
/// <param name="Licence">A note on its licence.</param>
/// <param name="Seed">The seed of the import.</param>
/// <param name="Train">Training records.</param>
/// <param name="Test">Held-out records.</param>
/// <param name="Pictures">Distinct picture files.</param>
public sealed record DatasetCard(
    string Format, string? Task, IReadOnlyList<string>? Questions, string? Scoring, string? Source, string? Licence, long Seed, int Train, int Test,
    int Pictures)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "dataset.json";

    /// <summary>The form that this program writes.</summary>
    public const string CurrentFormat = "mlopscl-dataset/1";

    /// <summary>How the card is written: snake case, indented.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
