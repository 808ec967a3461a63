using System.Text.Json;
using MlopsCl.Pipeline.Evaluation;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>The files of an unpacked dataset.</summary>
/// <param name="Root">The folder that holds them.</param>
/// <param name="Train">The training records' file.</param>
/// <param name="Test">The held-out records' file.</param>
/// <param name="Card">What <c>dataset.json</c> says; null without one.</param>
internal sealed record DatasetFolder(string Root, string Train, string Test, DatasetCard? Card)
{
    private static readonly string[] TrainNames = [DatasetLayout.Train, "train.jsonl"], TestNames = [DatasetLayout.Test, "test.jsonl"];

    /// <summary>Finds the files, in the folder itself or in the only folder inside it; what is missing is added to the problems.</summary>
    public static DatasetFolder? Find(string folder, ProblemList problems)
    {
        var root = RootOf(folder);
        var (train, test) = (First(root, TrainNames, problems), First(root, TestNames, problems));
        var card = ReadCard(root, problems);
        return train is null || test is null ? null : new DatasetFolder(root, train, test, card);
    }

    /// <summary>Whether a folder looks like a dataset at all.</summary>
    public static bool HasRecords(string folder) => TrainNames.Concat(TestNames).Any(name => File.Exists(Path.Combine(RootOf(folder), name)));

    /// <summary>The path of a picture by its name in a record, under <c>images/</c> or beside the records; null when it is in neither place.</summary>
    public string? Picture(string name) =>
        new[] { Path.Combine(Root, DatasetLayout.ImagesFolder), Root }.Select(folder => EntryName.Under(folder, name)).FirstOrDefault(File.Exists);

    private static string RootOf(string folder)
    {
        if (TrainNames.Concat(TestNames).Any(name => File.Exists(Path.Combine(folder, name))))
            return folder;
        var inside = Directory.EnumerateFileSystemEntries(folder).Take(2).ToArray();
        return inside.Length == 1 && Directory.Exists(inside[0]) ? inside[0] : folder;
    }

    private static string? First(string root, string[] names, ProblemList problems)
    {
        var path = names.Select(name => Path.Combine(root, name)).FirstOrDefault(File.Exists);
        if (path is null)
            problems.Add(DatasetFault.Layout, $"The dataset has no {names[0]} (or {names[1]}). A dataset holds {TrainNames[0]}, {TestNames[0]} and {DatasetLayout.ImagesFolder}/.");
        return path;
    }

    private static DatasetCard? ReadCard(string root, ProblemList problems)
    {
        var path = Path.Combine(root, DatasetCard.FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            var card = JsonSerializer.Deserialize<DatasetCard>(File.ReadAllBytes(path), DatasetCard.JsonOptions);
            if (card?.Scoring is { } scoring && !ScoringRules.Names.Contains(scoring))
                problems.Add(DatasetFault.Layout, $"The scoring rule '{scoring}' is not known; it must be {string.Join(" or ", ScoringRules.Names)}. Correct it.", DatasetCard.FileName);
            if (card?.Format == DatasetCard.CurrentFormat)
                return card;
            problems.Add(DatasetFault.Layout, $"The format '{card?.Format}' is not known; it must be '{DatasetCard.CurrentFormat}'. Remove the file if the dataset was not made by an import.", DatasetCard.FileName);
        }
        catch (JsonException e)
        {
            problems.Add(DatasetFault.Layout, $"It is not readable JSON: {e.Message} Repair or remove it.", DatasetCard.FileName);
        }

        return null;
    }
}
