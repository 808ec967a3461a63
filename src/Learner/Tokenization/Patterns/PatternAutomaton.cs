using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// An expression as a table: a state and the class of the next character give the next state, and whether a match ends before that
/// character. So a text is searched in one pass, without trying one way after another (Thompson 1968; preferences between ways are kept
/// as the order of a state's steps, as in Cox's RE2).
/// </summary>
internal sealed class PatternAutomaton
{
    private const int MostStates = 2000;
    private const int MostEntries = 1 << 19;

    private readonly PatternProgram _program;
    private readonly CharacterClasses _classes;
    private readonly int _stride;
    private readonly List<int[]> _states = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _built = [];
    private readonly int[] _table;

    private PatternAutomaton(PatternProgram program, CharacterClasses classes)
    {
        _program = program;
        _classes = classes;
        _stride = classes.Count + 1;

        // State 0 has no step left; the search begins in state 1.
        Number([]);
        Number([0]);
        for (int state = 0; state < _states.Count && IsSmall; state++)
        {
            for (int characterClass = 0; characterClass < _stride; characterClass++)
            {
                _built.Add(Follow(_states[state], characterClass));
            }
        }

        _table = [.. _built];
        _built.Clear();
    }

    private bool IsSmall => _states.Count <= MostStates && _states.Count * _stride <= MostEntries;

    /// <summary>Makes the table of an expression; null where it has something that no table can say, or would be too large.</summary>
    public static PatternAutomaton? Compile(string expression)
    {
        if (PatternParser.Parse(expression) is not { } node || PatternProgram.Of(node) is not { } program
            || CharacterClasses.Of([.. program.Sets]) is not { } classes || !new PossessiveCheck(program, classes).Passes(node))
        {
            return null;
        }

        var automaton = new PatternAutomaton(program, classes);
        return automaton.IsSmall ? automaton : null;
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

    // Follows all ways of a state with the next character's class; the last class is the end of the text.
    private int Follow(int[] state, int characterClass)
    {
        var next = new List<int>();
        var seen = new HashSet<int>();
        var taken = new HashSet<int>();
        var ways = new Stack<int>(state.Reverse());
        bool isAtEnd = characterClass == _stride - 1;
        bool matches = false;
        while (!matches && ways.TryPop(out int at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            PatternProgram.Step step = _program.Steps[at];
            switch (step.Kind)
            {
                case PatternProgram.Kind.Take when !isAtEnd && _classes.IsIn(characterClass, step.Set) && taken.Add(at + 1):
                    next.Add(at + 1);
                    break;
                case PatternProgram.Kind.Fork:
                    ways.Push(step.Second);
                    ways.Push(step.First);
                    break;
                case PatternProgram.Kind.Look when isAtEnd ? step.HoldsAtEnd : _classes.IsIn(characterClass, step.Set) != step.IsNegated:
                    ways.Push(at + 1);
                    break;
                case PatternProgram.Kind.Match:
                    matches = true;
                    break;
            }
        }

        return (Number([.. next]) * _stride << 1) | (matches ? 1 : 0);
    }

    private int Number(int[] state)
    {
        string key = string.Join(',', state);
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _states.Count;
            _numbers.Add(key, number);
            _states.Add(state);
        }

        return number;
    }
}
