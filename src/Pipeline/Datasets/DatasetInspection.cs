using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>Reads an unpacked dataset and notes everything that is wrong with it.</summary>
internal sealed class DatasetInspection
{
    private readonly string _task;
    private readonly DatasetLimits _limits;
    private readonly ProblemList _problems;

    private DatasetInspection(string task, DatasetLimits limits, ProblemList problems) => (_task, _limits, _problems) = (task, limits, problems);

    public IReadOnlyList<Sample> Train { get; private set; } = [];

    public IReadOnlyList<Sample> Test { get; private set; } = [];

    public int Pictures { get; private set; }

    public string Scoring { get; private set; } = "exact";

    /// <summary>Reads a folder; the samples are those without problems.</summary>
    public static DatasetInspection Of(string folder, string task, DatasetLimits limits, ProblemList problems, CancellationToken cancellation) =>
        Of(DatasetFiles.OfFolder(folder), task, limits, problems, cancellation);

    /// <summary>Reads the files; the samples are those without problems.</summary>
    public static DatasetInspection Of(DatasetFiles dataset, string task, DatasetLimits limits, ProblemList problems, CancellationToken cancellation)
    {
        var inspection = new DatasetInspection(task, limits, problems);
        if (DatasetFolder.Find(dataset, problems) is { } files)
            inspection.Read(files, cancellation);
        return inspection;
    }

    private void Read(DatasetFolder files, CancellationToken cancellation)
    {
        Scoring = files.Card?.Scoring ?? Scoring;
        var (train, test) = (Records(files, files.Train), Records(files, files.Test));
        var pictures = new PictureCheck(files, _limits);
        pictures.Examine(train.Concat(test), cancellation);
        Pictures = pictures.Count;
        (Train, Test) = (Samples(train, files.Train, pictures), Samples(test, files.Test, pictures));
        if (train.Count == 0)
            _problems.Add(DatasetFault.EmptyTrain, "It holds no usable record: there is nothing to learn from. Add training records.", files.Train);
        if (test.Count == 0)
            _problems.Add(
                DatasetFault.EmptyTest, "It holds no usable record: there is nothing to be examined on, and an unexamined model is never promoted. " +
                    "Add held-out records.", files.Test);
        NoteOverlap(files, test);
    }

    private List<ParsedRecord> Records(DatasetFolder files, string file)
    {
        var (records, ids) = (new List<ParsedRecord>(), new Dictionary<string, int>());
        foreach (var (number, json) in RecordFile.Read(files.Files, files.Root + file, _limits, _problems))
        {
            try
            {
                var record = RecordForm.Parse(number, json, file, _limits);
                if (!ids.TryAdd(record.Id, number))
                    _problems.Add(
                        DatasetFault.DuplicateId, $"The id '{record.Id}' is that of record {ids[record.Id]} too. Ids are distinct within a file.",
                        file, number);
                records.Add(record);
            }
            catch (RecordFormException e)
            {
                _problems.Add(e.Fault, e.Message, file, number);
            }
        }

        return records;
    }

    private List<Sample> Samples(List<ParsedRecord> records, string file, PictureCheck pictures)
    {
        var samples = new List<Sample>(records.Count);
        foreach (var record in records)
        {
            if (pictures.Of(record, file, _problems) is { } found)
                samples.Add(new Sample(record.Id, _task, found, record.Turns) { Subject = record.Subject, Category = record.Category });
        }

        return samples;
    }

    /// <summary>Digests are computed only for samples whose turns and picture sizes meet.</summary>
    private void NoteOverlap(DatasetFolder files, List<ParsedRecord> testRecords)
    {
        var numbers = testRecords.GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.First().Number);
        var train = Train.ToLookup(Outline);
        foreach (var sample in Test)
        {
            var alike = train[Outline(sample)];
            if (alike.Any() && sample.ComputeDigest() is var digest && alike.FirstOrDefault(t => t.ComputeDigest() == digest) is { } same)
                _problems.Add(
                    DatasetFault.Overlap, $"The record '{sample.Id}' is also the training record '{same.Id}': the same pictures and turns. " +
                        "Remove it from one of them.", files.Test, numbers[sample.Id]);
        }
    }

    private static string Outline(Sample sample) =>
        string.Join('\n', sample.Turns.Select(t => t.Text)) + string.Concat(
            sample.Pictures.Select(p => $"\n{(p.Path is null ? p.Read().Length : new FileInfo(p.Path).Length)}"));
}
