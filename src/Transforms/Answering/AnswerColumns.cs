namespace MlopsCl.Transforms.Answering;

/// <summary>Which columns are read and added when questions are answered.</summary>
/// <param name="Image">The pictures; null where there are none.</param>
/// <param name="Prompt">The questions, text.</param>
/// <param name="Output">The answers, text.</param>
/// <param name="History">The turns before the questions, a vector of text; null where there are none.</param>
internal sealed record AnswerColumns(string? Image, string Prompt, string Output, string? History = null)
{
    /// <summary>The column of confidences.</summary>
    internal string Confidence => Output + ".Confidence";

    /// <summary>The column of log probabilities.</summary>
    internal string Scores => Output + ".Scores";
}
