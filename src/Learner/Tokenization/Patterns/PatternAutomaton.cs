using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// An expression as a table: a state and the class of the next character give the next state, and whether a match ends before that
/// character. So a text is searched in one pass, without trying one way after another (Thompson 1968; preferences between ways are kept
/// as the order of a state's steps, as in Cox's RE2).
/// </summary>
internal sealed class PatternAutomaton
{
    private readonly CharacterClasses _classes;
    private readonly int _stride;
    private readonly int[] _table;

    private PatternAutomaton(CharacterClasses classes, int[] table) => (_classes, _stride, _table) = (classes, classes.Count + 1, table);

    /// <summary>Makes the table of an expression; null where it has something that no table can say, or would be too large.</summary>
    public static PatternAutomaton? Compile(string expression)
    {
        if (PatternParser.Parse(expression) is not { } node || PatternProgram.Of(node) is not { } program
            || CharacterClasses.Of([.. program.Sets]) is not { } classes || !new PossessiveCheck(program, classes).Passes(node))
        {
            return null;
        }

        return PatternTable.Build(program, classes) is { } table ? new PatternAutomaton(classes, table) : null;
    }

    /// <summary>Adds start and length of every match, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindMatches(ReadOnlySpan<char> text, List<(int Start, int Length)> matches)
    {
        int behindLast = -1;
        for (int start = 0; start <= text.Length;)
        {
            int end = Match(text, start);
            if (end > start || (end == start && end != behindLast))
            {
                matches.Add((start, end - start));
                behindLast = end;
            }

            start = end > start ? end : start + (start + 1 < text.Length && char.IsSurrogatePair(text[start], text[start + 1]) ? 2 : 1);
        }
    }

    // Where the preferred match that begins here ends, or -1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Match(ReadOnlySpan<char> text, int start)
    {
        int[] table = _table;
        CharacterClasses classes = _classes;
        int end = -1;
        int row = _stride;
        for (int at = start; at < text.Length;)
        {
            int entry = table[row + classes.At(text, at, out int length)];
            end = (entry & 1) != 0 ? at : end;
            row = entry >> 1;
            if (row == 0)
            {
                return end;
            }

            at += length;
        }

        return (table[row + _stride - 1] & 1) != 0 ? text.Length : end;
    }
}
