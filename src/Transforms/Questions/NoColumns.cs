namespace MlopsCl.Transforms.Questions;

/// <summary>The input of a mapping that reads nothing.</summary>
internal sealed class NoColumns;
