namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>A part of a text.</summary>
/// <param name="Text">The text that it is a part of.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its number of UTF-16 units.</param>
/// <param name="BeginsInput">True where the whole input begins with it.</param>
internal readonly record struct Piece(string Text, int Start, int Length, bool BeginsInput)
{
    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span => Text.AsSpan(Start, Length);

    /// <summary>A part of this part.</summary>
    public Piece Slice(int start, int length) => new(Text, Start + start, length, BeginsInput && start == 0);
}
