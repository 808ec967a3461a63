using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// Works out the table of an expression: every state is a list of steps, the preferred ones first, and a row says for each class of
/// characters, and last for the end of the text, which state follows and whether a match ends before that character.
/// </summary>
internal sealed class PatternTable : IEqualityComparer<int[]>
{
    private const int MostStates = 2000;
    private const int MostEntries = 1 << 19;

    private readonly PatternProgram.Step[] _steps;
    private readonly CharacterClasses _classes;
    private readonly int _stride;
    private readonly List<int[]> _states = [];
    private readonly Dictionary<int[], int> _numbers;
    private readonly List<int> _next = [];
    private readonly Stack<int> _ways = new();
    private readonly int[] _seen;
    private readonly int[] _taken;
    private int _round;

    private PatternTable(PatternProgram program, CharacterClasses classes)
    {
        _steps = [.. program.Steps];
        _classes = classes;
        _stride = classes.Count + 1;
        _numbers = new Dictionary<int[], int>(this);
        _seen = new int[_steps.Length + 1];
        _taken = new int[_steps.Length + 1];
    }

    /// <summary>
    /// Builds the table. An entry is the first entry of the next state's row, doubled, and one more where a match ends. State 0 has no step
    /// left, and a search begins in state 1.
    /// </summary>
    /// <returns>Null where it would be too large.</returns>
    public static int[]? Build(PatternProgram program, CharacterClasses classes) => new PatternTable(program, classes).Build();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }

    private int[]? Build()
    {
        var table = new List<int>();
        Number([]);
        Number([0]);
        for (int state = 0; state < _states.Count; state++)
        {
            for (int characterClass = 0; characterClass < _stride; characterClass++)
            {
                table.Add(Follow(_states[state], characterClass));
            }

            if (_states.Count > MostStates || _states.Count * _stride > MostEntries)
            {
                return null;
            }
        }

        return [.. table];
    }

    // Follows all ways of a state with the next character's class; the last class is the end of the text.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Follow(int[] state, int characterClass)
    {
        _round++;
        _next.Clear();
        _ways.Clear();
        for (int i = state.Length - 1; i >= 0; i--)
        {
            _ways.Push(state[i]);
        }

        bool isAtEnd = characterClass == _stride - 1;
        while (_ways.TryPop(out int at))
        {
            if (_seen[at] == _round)
            {
                continue;
            }

            _seen[at] = _round;
            PatternProgram.Step step = _steps[at];
            bool isIn = !isAtEnd && _classes.IsIn(characterClass, step.Set);
            switch (step.Kind)
            {
                case PatternProgram.Kind.Take when isIn && _taken[at + 1] != _round:
                    _taken[at + 1] = _round;
                    _next.Add(at + 1);
                    break;
                case PatternProgram.Kind.Fork:
                    _ways.Push(step.Second);
                    _ways.Push(step.First);
                    break;
                case PatternProgram.Kind.Look when isAtEnd ? step.HoldsAtEnd : isIn != step.IsNegated:
                    _ways.Push(at + 1);
                    break;
                case PatternProgram.Kind.Match:
                    return Entry(matches: true);
            }
        }

        return Entry(matches: false);
    }

    private int Entry(bool matches) => (Number([.. _next]) * _stride * 2) + (matches ? 1 : 0);

    private int Number(int[] state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            number = _states.Count;
            _numbers.Add(state, number);
            _states.Add(state);
        }

        return number;
    }
}
