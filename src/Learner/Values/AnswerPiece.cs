namespace MlopsCl.Learner;

/// <summary>The next part of an answer that is being given. All parts of a question in turn are the answer's text.</summary>
/// <param name="Question">The question's place in the list that was asked.</param>
/// <param name="Text">Whole characters, never empty.</param>
public sealed record AnswerPiece(int Question, string Text);
