using MlopsCl.Learner;
using MlopsCl.Pipeline.Datasets;

namespace MlopsCl.Pipeline.Importing.Conversations;

/// <summary>
/// Makes a task dataset of any LLaVA conversations (JSON array or JSON lines) and their pictures, which are copied as they are. Records that share pictures
/// are held out together, by seeded hash.
/// </summary>
internal static class LlavaConversations
{
    private const double DefaultTestShare = 0.1;
    private const int Shown = 5;

    public static DatasetDraft Build(ImportOptions options, CancellationToken cancellation)
    {
        var source = options.Source ?? throw new ImportException("No conversations file is named. Name a LLaVA .json or .jsonl file as the source.");
        if (!File.Exists(source))
            throw new ImportException($"'{source}' does not exist. Name a LLaVA .json or .jsonl file as the source.");
        var task = TaskName(options.Task ?? Path.GetFileNameWithoutExtension(source).ToLowerInvariant());
        var problems = new ProblemList(Shown);
        var place = Path.GetDirectoryName(Path.GetFullPath(source))!;
        var records = Read(Path.GetFileName(source), DatasetFiles.OfFolder(place), DatasetFiles.OfFolder(options.Images ?? place), problems, cancellation);
        if (problems.Items.Count > 0)
            throw new ImportException("The conversations cannot be imported:\n  " + string.Join("\n  ", problems.Items));
        return Split(records, task, source, options);
    }

    private static string TaskName(string name) => TaskId.IsValid(name)
        ? name
        : throw new ImportException($"The task's name would be '{name}', which no submission may have; {TaskId.Rule}. Give it with --task.");

    private static IReadOnlyList<DraftRecord> Read(string file, DatasetFiles place, DatasetFiles images, ProblemList problems, CancellationToken cancellation)
    {
        var parsed = new List<ParsedRecord>();
        foreach (var (number, json) in RecordFile.Read(place, file, DatasetLimits.Default, problems))
        {
            try
            {
                parsed.Add(RecordForm.Parse(number, json, file, DatasetLimits.Default));
            }
            catch (RecordFormException e)
            {
                problems.Add(e.Fault, e.Message, file, number);
            }
        }

        var check = new PictureCheck(new DatasetFolder(images, Root: "", file, file, Card: null), DatasetLimits.Default);
        check.Examine(parsed, cancellation);
        return [.. parsed.Select(r => (Record: r, Found: check.Of(r, file, problems)))
            .Where(r => r.Found is not null)
            .Select(r => new DraftRecord(r.Record.Id, [.. r.Record.Pictures.Zip(r.Found!, Copy)], r.Record.Turns))];
    }

    private static DraftPicture Copy(string name, Picture picture) => new(name, () => picture.Read().ToArray());

    private static DatasetDraft Split(IReadOnlyList<DraftRecord> records, string task, string source, ImportOptions options)
    {
        var share = options.TestShare ?? DefaultTestShare;
        var sides = Groups(records).Zip(records).ToLookup(pair => SeededHash.Unit(options.Seed, "test share", pair.First) < share, pair => pair.Second);
        IReadOnlyList<DraftRecord> train = Limited(sides[false], options.Train, options.Seed), test = Limited(sides[true], options.Test, options.Seed);
        if (train.Count == 0 || test.Count == 0)
            throw new ImportException(
                $"A test share of {share} of {records.Count} records leaves {train.Count} for training and {test.Count} for testing; neither may be empty. " +
                "Give more records, or another share or seed.");
        return new DatasetDraft(task, [], "exact", Path.GetFileName(source), "as its source says", train, test);
    }

    private static IReadOnlyList<DraftRecord> Limited(IEnumerable<DraftRecord> records, int? count, long seed) =>
        count is { } most ? [.. SeededHash.Shuffle(records, seed, "llava selection", r => r.Id).Take(most)] : [.. records];

    /// <summary>The name of each record's group: the first picture that it is connected with, or its own id without pictures.</summary>
    private static IReadOnlyList<string> Groups(IReadOnlyList<DraftRecord> records)
    {
        var parents = new Dictionary<string, string>();
        string Root(string name) => parents.GetValueOrDefault(name, name) == name ? name : parents[name] = Root(parents[name]);
        foreach (var record in records.Where(r => r.Pictures.Count > 1))
        {
            foreach (var picture in record.Pictures)
                parents[Root(picture.Name)] = Root(record.Pictures[0].Name);
        }

        return [.. records.Select(r => r.Pictures.Count == 0 ? "record " + r.Id : Root(r.Pictures[0].Name))];
    }
}
