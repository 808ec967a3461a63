namespace MlopsCl.Transforms.Training;

/// <summary>Which columns make a sample.</summary>
/// <param name="Image">The pictures; null where there are none.</param>
/// <param name="Prompt">The question, text.</param>
/// <param name="Label">The answer to learn, text.</param>
/// <param name="History">The turns before the question, a vector of text; null where there are none.</param>
/// <param name="Id">The name of the record, text; null numbers the rows.</param>
/// <param name="Task">The learning task, text; null where all rows belong to one.</param>
internal sealed record SampleColumns(string? Image, string Prompt, string Label, string? History, string? Id, string? Task);
