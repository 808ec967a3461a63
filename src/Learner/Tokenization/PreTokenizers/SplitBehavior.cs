namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>What becomes of the delimiters that a text is split at. The names are those of the file format.</summary>
internal enum SplitBehavior
{
    /// <summary>They are dropped.</summary>
    Removed,

    /// <summary>Each is a piece of its own.</summary>
    Isolated,

    /// <summary>They end the piece before them.</summary>
    MergedWithPrevious,

    /// <summary>They begin the piece after them.</summary>
    MergedWithNext,

    /// <summary>Adjacent ones are one piece.</summary>
    Contiguous,
}
