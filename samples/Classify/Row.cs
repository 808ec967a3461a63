namespace MlopsCl.Samples.Classify;

/// <summary>A line of a file: <c>picture, question, label</c>, separated by tabs.</summary>
internal sealed class Row
{
    public string Photo { get; set; } = "";

    public string Question { get; set; } = "";

    public string Label { get; set; } = "";

    public static List<Row> Read(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return [.. File.ReadLines(file).Where(line => line.Length > 0).Select((line, index) => Parse(line, folder, $"{file}:{index + 1}"))];
    }

    private static Row Parse(string line, string folder, string where) => line.Split('\t') is [var photo, var question, var label]
        ? new Row { Photo = Path.Combine(folder, photo), Question = question, Label = label }
        : throw new InvalidDataException($"{where} has {line.Split('\t').Length} fields; write picture, question and label, separated by tabs.");
}
