namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>An expression as steps of a machine that follows all ways at once, the preferred one first.</summary>
internal sealed class PatternProgram
{
    private const int MostSteps = 4000;

    private readonly List<Step> _steps = [];
    private readonly List<CharacterSet> _sets = [];
    private readonly Dictionary<CharacterSet, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private bool _isTooLong;

    private PatternProgram()
    {
    }

    /// <summary>What a step does.</summary>
    internal enum Kind
    {
        /// <summary>Takes a character of a set.</summary>
        Take,

        /// <summary>Goes two ways, <see cref="Step.First"/> preferred.</summary>
        Fork,

        /// <summary>Goes on where the next character is of a set.</summary>
        Look,

        /// <summary>The expression has matched.</summary>
        Match,
    }

    /// <summary>The steps; the first one begins.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>The sets, by number.</summary>
    public IReadOnlyList<CharacterSet> Sets => _sets;

    /// <summary>Translates an expression; null where it would be too long.</summary>
    public static PatternProgram? Of(PatternNode node)
    {
        var program = new PatternProgram();
        program.Add(node);
        program._steps.Add(new Step(Kind.Match));
        return program._isTooLong ? null : program;
    }

    /// <summary>The number of a set of the expression.</summary>
    public int Number(CharacterSet set)
    {
        if (!_numbers.TryGetValue(set, out int number))
        {
            number = _sets.Count;
            _numbers.Add(set, number);
            _sets.Add(set);
        }

        return number;
    }

    private void Add(PatternNode node)
    {
        if (_steps.Count > MostSteps)
        {
            _isTooLong = true;
            return;
        }

        switch (node)
        {
            case PatternNode.One one:
                _steps.Add(new Step(Kind.Take, Number(one.Set)));
                break;
            case PatternNode.Ahead ahead:
                _steps.Add(new Step(Kind.Look, Number(ahead.Set), IsNegated: ahead.IsNegated, HoldsAtEnd: ahead.HoldsAtEnd));
                break;
            case PatternNode.Sequence sequence:
                foreach (PatternNode part in sequence.Parts)
                {
                    Add(part);
                }

                break;
            case PatternNode.Choice choice:
                AddChoice(choice.Alternatives);
                break;
            case PatternNode.Repeat repeat:
                AddRepeat(repeat);
                break;
        }
    }

    private void AddChoice(IReadOnlyList<PatternNode> alternatives)
    {
        var ends = new List<int>();
        for (int i = 0; i + 1 < alternatives.Count; i++)
        {
            int fork = _steps.Count;
            _steps.Add(new Step(Kind.Fork));
            Add(alternatives[i]);
            ends.Add(_steps.Count);
            _steps.Add(new Step(Kind.Fork));
            _steps[fork] = new Step(Kind.Fork, First: fork + 1, Second: _steps.Count);
        }

        Add(alternatives[^1]);
        foreach (int end in ends)
        {
            _steps[end] = new Step(Kind.Fork, First: _steps.Count, Second: _steps.Count);
        }
    }

    private void AddRepeat(PatternNode.Repeat repeat)
    {
        for (int i = 0; i < repeat.Least; i++)
        {
            Add(repeat.Body);
        }

        bool isLazy = repeat.Eagerness == Eagerness.Lazy;
        if (repeat.Most < 0)
        {
            int fork = _steps.Count;
            _steps.Add(new Step(Kind.Fork));
            Add(repeat.Body);
            _steps.Add(new Step(Kind.Fork, First: fork, Second: fork));
            _steps[fork] = Fork(isLazy, fork + 1, _steps.Count);
            return;
        }

        var forks = new List<int>();
        for (int i = repeat.Least; i < repeat.Most; i++)
        {
            forks.Add(_steps.Count);
            _steps.Add(new Step(Kind.Fork));
            Add(repeat.Body);
        }

        foreach (int fork in forks)
        {
            _steps[fork] = Fork(isLazy, fork + 1, _steps.Count);
        }
    }

    private static Step Fork(bool isLazy, int inside, int behind) =>
        isLazy ? new Step(Kind.Fork, First: behind, Second: inside) : new Step(Kind.Fork, First: inside, Second: behind);

    /// <summary>A step.</summary>
    /// <param name="Kind">What it does.</param>
    /// <param name="Set">The set that it takes from or looks for.</param>
    /// <param name="First">Where it goes first.</param>
    /// <param name="Second">Where it goes then.</param>
    /// <param name="IsNegated">The next character must not be of the set.</param>
    /// <param name="HoldsAtEnd">What is true behind the last character.</param>
    internal readonly record struct Step(
        Kind Kind, int Set = 0, int First = 0, int Second = 0, bool IsNegated = false, bool HoldsAtEnd = false);
}
