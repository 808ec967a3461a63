namespace MlopsCl.Transforms.Evaluating;

/// <summary>An answer beside the right one.</summary>
/// <param name="Key">What pairs the row with that of another model: its name, or its place where rows have none.</param>
/// <param name="Task">The learning task.</param>
/// <param name="Label">The right answer.</param>
/// <param name="Answer">What the model said.</param>
internal sealed record ScoredRow(string Key, string Task, string Label, string Answer);
