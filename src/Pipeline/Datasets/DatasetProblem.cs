namespace MlopsCl.Pipeline.Datasets;

/// <summary>One thing that is wrong with a dataset.</summary>
/// <param name="Fault">Its kind.</param>
/// <param name="Message">The value, the rule and the next step.</param>
/// <param name="File">The file inside the dataset; null when it is the dataset as a whole.</param>
/// <param name="Record">The record's number in that file, counted from 1 (for JSON lines, the line); null when it is the file as a whole.</param>
public sealed record DatasetProblem(DatasetFault Fault, string Message, string? File = null, int? Record = null)
{
    /// <summary>Where it is, such as <c>train.json, record 17</c>; null when it is the dataset as a whole.</summary>
    public string? Place => File is null ? null : Record is null ? File : $"{File}, record {Record}";

    /// <inheritdoc/>
    public override string ToString() => Place is null ? Message : $"{Place}: {Message}";
}
