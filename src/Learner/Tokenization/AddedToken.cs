namespace MlopsCl.Learner.Tokenization;

/// <summary>A token that is found in a text before anything else is done with it, such as <c>&lt;image&gt;</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
/// <param name="IsSpecial">Left out when an answer is decoded.</param>
/// <param name="SingleWord">Found only where no word character is beside it.</param>
/// <param name="StripsLeft">Takes the white space before it along.</param>
/// <param name="StripsRight">Takes the white space behind it along.</param>
/// <param name="IsNormalized">Searched in the normalized text rather than in the raw one.</param>
internal sealed record AddedToken(
    int Id,
    string Content,
    bool IsSpecial,
    bool SingleWord,
    bool StripsLeft,
    bool StripsRight,
    bool IsNormalized)
{
    /// <summary>Reads an element of <c>added_tokens</c>.</summary>
    /// <exception cref="TokenizerFormatException">A member is missing or wrong.</exception>
    public static AddedToken Read(DefinitionNode node)
    {
        bool special = node.Flag("special", false);
        return new AddedToken(
            node.Required("id").Integer(Models.Vocabulary.LargestId),
            node.Required("content").NonEmptyText(),
            special,
            node.Flag("single_word", false),
            node.Flag("lstrip", false),
            node.Flag("rstrip", false),
            node.Flag("normalized", !special));
    }
}
