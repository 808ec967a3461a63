namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>A part of a text.</summary>
/// <param name="Text">The text that it is a part of.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its number of UTF-16 units.</param>
/// <param name="BeginsInput">True where the whole input begins with it.</param>
internal readonly record struct Piece(SourceText Text, int Start, int Length, bool BeginsInput)
{
    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span => Text.Value.AsSpan(Start, Length);

    /// <summary>
    /// Whether it stems from the input's first character: exactly where the text is tracked, and elsewhere as long as nothing was removed
    /// before it.
    /// </summary>
    public bool IsFromBeginning => Text.IsTracked ? Text.Range(Start, Start + Length).Start == 0 : BeginsInput;

    /// <summary>A part of this part.</summary>
    public Piece Slice(int start, int length) => new(Text, Start + start, length, BeginsInput && start == 0);

    /// <summary>A list for <see cref="Rewrite"/>, or null where it is not needed.</summary>
    public List<SourceText.Edit>? NewEdits() => Text.IsTracked ? [] : null;

    /// <summary>A new text in place of this one.</summary>
    /// <param name="value">The new text.</param>
    /// <param name="edits">What was changed, as positions in this part.</param>
    public Piece Rewrite(string value, List<SourceText.Edit>? edits) =>
        new(Text.Rewrite(Start, Length, value, edits), 0, value.Length, BeginsInput);
}
