using System.Text.Json;
using MlopsCl.Learner.Scoring;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>What is where in a dataset.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Root">The prefix of all names: empty, or a folder with '/'.</param>
/// <param name="Train">The name of the training records' file, without the prefix.</param>
/// <param name="Test">The name of the held-out records' file, without the prefix.</param>
/// <param name="Card">What <c>dataset.json</c> says; null without one.</param>
internal sealed record DatasetFolder(DatasetFiles Files, string Root, string Train, string Test, DatasetCard? Card)
{
    private static readonly string[] TrainNames = [DatasetLayout.Train, "train.jsonl"], TestNames = [DatasetLayout.Test, "test.jsonl"];

    /// <summary>Finds the files, beside one another or in the only folder; what is missing is added to the problems.</summary>
    public static DatasetFolder? Find(DatasetFiles files, ProblemList problems)
    {
        var root = files.Root();
        var (train, test) = (First(files, root, TrainNames, problems), First(files, root, TestNames, problems));
        var card = ReadCard(files, root, problems);
        return train is null || test is null ? null : new DatasetFolder(files, root, train, test, card);
    }

    /// <summary>Whether a folder looks like a dataset at all.</summary>
    public static bool HasRecords(DatasetFiles files)
    {
        var root = files.Root();
        return TrainNames.Concat(TestNames).Any(name => files.Length(root + name) is not null);
    }

    /// <summary>The full name of a picture by its name in a record, under <c>images/</c> or beside the records; null when it is in neither place.</summary>
    public string? Picture(string name) =>
        new[] { $"{Root}{DatasetLayout.ImagesFolder}/{name}", Root + name }.FirstOrDefault(full => Files.Length(full) is not null);

    private static string? First(DatasetFiles files, string root, string[] names, ProblemList problems)
    {
        var found = names.FirstOrDefault(name => files.Length(root + name) is not null);
        if (found is null)
            problems.Add(
                DatasetFault.Layout, $"The dataset has no {names[0]} (or {names[1]}). A dataset holds {TrainNames[0]}, " +
                    $"{TestNames[0]} and {DatasetLayout.ImagesFolder}/.");
        return found;
    }

    private static DatasetCard? ReadCard(DatasetFiles files, string root, ProblemList problems)
    {
        var name = root + DatasetCard.FileName;
        if (files.Length(name) is null)
            return null;
        try
        {
            var card = JsonSerializer.Deserialize<DatasetCard>(files.Read(name).Span, DatasetCard.JsonOptions);
            if (card?.Scoring is { } scoring && !ScoringRules.Names.Contains(scoring))
                problems.Add(
                    DatasetFault.Layout, $"The scoring rule '{scoring}' is not known; it must be {string.Join(" or ", ScoringRules.Names)}. Correct it.",
                    DatasetCard.FileName);
            if (card?.Format == DatasetCard.CurrentFormat)
                return card;
            problems.Add(
                DatasetFault.Layout, $"The format '{card?.Format}' is not known; it must be '{DatasetCard.CurrentFormat}'. " +
                    "Remove the file if the dataset was not made by an import.", DatasetCard.FileName);
        }
        catch (JsonException e)
        {
            problems.Add(DatasetFault.Layout, $"It is not readable JSON: {e.Message} Repair or remove it.", DatasetCard.FileName);
        }

        return null;
    }
}
