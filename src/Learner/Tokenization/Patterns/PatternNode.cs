namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>A part of an expression.</summary>
internal abstract record PatternNode
{
    /// <summary>One character of a set.</summary>
    internal sealed record One(CharacterSet Set) : PatternNode;

    /// <summary>Parts one after another.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first alternative that fits.</summary>
    internal sealed record Choice(IReadOnlyList<PatternNode> Alternatives) : PatternNode;

    /// <summary>A part again and again.</summary>
    /// <param name="Body">The part.</param>
    /// <param name="Least">Least times.</param>
    /// <param name="Most">Most times; -1 for any number.</param>
    /// <param name="Eagerness">Whether more or fewer times are tried first.</param>
    internal sealed record Repeat(PatternNode Body, int Least, int Most, Eagerness Eagerness) : PatternNode;

    /// <summary>A look at the next character, which stays where it is.</summary>
    /// <param name="Set">What it must be.</param>
    /// <param name="IsNegated">It must not be of the set.</param>
    /// <param name="HoldsAtEnd">What is true behind the last character.</param>
    internal sealed record Ahead(CharacterSet Set, bool IsNegated, bool HoldsAtEnd) : PatternNode;
}
