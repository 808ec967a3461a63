namespace MlopsCl.Learner.Tokenization.Training;

/// <summary>The special tokens of a new tokenizer. Their ids are 0 to 4, in this order.</summary>
internal static class SpecialTokens
{
    /// <summary>Stands for what the vocabulary lacks.</summary>
    public const string Unknown = "<unk>";

    /// <summary>Begins every text.</summary>
    public const string Begin = "<s>";

    /// <summary>Ends an answer.</summary>
    public const string End = "</s>";

    /// <summary>Fills short rows of a batch.</summary>
    public const string Padding = "<pad>";

    /// <summary>Stands for a picture.</summary>
    public const string Image = "<image>";

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<string> All { get; } = [Unknown, Begin, End, Padding, Image];
}
