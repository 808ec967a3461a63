namespace MlopsCl.Learner;

/// <summary>What ended an answer.</summary>
public enum AnswerEnd
{
    /// <summary>The model's end token.</summary>
    EndToken,

    /// <summary>One of <see cref="AnsweringOptions.Stop"/>.</summary>
    StopText,

    /// <summary>It has as many tokens as were allowed.</summary>
    Length,
}
