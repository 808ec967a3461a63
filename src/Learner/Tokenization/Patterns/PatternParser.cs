namespace MlopsCl.Learner.Tokenization.Patterns;

/// <summary>
/// Reads the expressions that tokenizers are written with, in the syntax of the engine that they are written for (Oniguruma's, Ruby's
/// flavour). Back references, looking behind and other rare things are not read.
/// </summary>
internal sealed class PatternParser
{
    private const int MostTimes = 1000;
    private const int DeepestGroup = 50;

    private readonly PatternText _text;
    private bool _ignoresCase;
    private int _depth;

    private PatternParser(string expression) => _text = new PatternText(expression);

    /// <summary>Reads an expression; null where it has something that is not read.</summary>
    public static PatternNode? Parse(string expression)
    {
        var parser = new PatternParser(expression);
        PatternNode? node = parser.ReadChoice();
        return parser._text.IsAtEnd ? node : null;
    }

    private PatternNode? ReadChoice()
    {
        var alternatives = new List<PatternNode>();
        do
        {
            if (ReadSequence() is not { } alternative)
            {
                return null;
            }

            alternatives.Add(alternative);
        }
        while (_text.Take('|'));
        return alternatives is [PatternNode only] ? only : new PatternNode.Choice(alternatives);
    }

    private PatternNode? ReadSequence()
    {
        var parts = new List<PatternNode>();
        while (!_text.IsAtEnd && !_text.IsAt('|') && !_text.IsAt(')'))
        {
            if (ReadAtom() is not { } atom || ReadTimes(atom) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return parts is [PatternNode only] ? only : new PatternNode.Sequence(parts);
    }

    private PatternNode? ReadTimes(PatternNode atom)
    {
        while (true)
        {
            bool counted = _text.IsAt('{');
            (int Least, int Most)? times = _text.Next switch
            {
                '?' => (0, 1),
                '*' => (0, -1),
                '+' => (1, -1),
                '{' => _text.PeekCount(),
                _ => null,
            };
            if (times is not { } found)
            {
                return counted ? null : atom;
            }

            if (found.Least > MostTimes || found.Most > MostTimes || atom is PatternNode.Ahead)
            {
                return null;
            }

            _text.SkipTimes();

            // A plus behind a count is a repetition of its own.
            Eagerness eagerness = _text.Take('?') ? Eagerness.Lazy : !counted && _text.Take('+') ? Eagerness.Possessive : Eagerness.Greedy;
            atom = new PatternNode.Repeat(atom, found.Least, found.Most, eagerness);
        }
    }

    private PatternNode? ReadAtom()
    {
        if (_text.Take('('))
        {
            return ++_depth > DeepestGroup ? null : ReadGroup();
        }

        if (_text.Take('$'))
        {
            return new PatternNode.Ahead(CharacterSet.LineEnd, IsNegated: false, HoldsAtEnd: true);
        }

        if (_text.TakeText("\\z"))
        {
            return new PatternNode.Ahead(CharacterSet.Nothing, IsNegated: false, HoldsAtEnd: true);
        }

        if (_text.Take('.'))
        {
            return new PatternNode.One(CharacterSet.LineEnd.Negate());
        }

        CharacterSet? set = _text.IsAt('^') ? null : PatternSetParser.Read(_text, _ignoresCase);
        return set is null ? null : new PatternNode.One(set);
    }

    private PatternNode? ReadGroup()
    {
        bool before = _ignoresCase;
        PatternNode? node = null;
        if (_text.TakeText("?="))
        {
            node = Look(negated: false);
        }
        else if (_text.TakeText("?!"))
        {
            node = Look(negated: true);
        }
        else if (_text.TakeText("?i:"))
        {
            _ignoresCase = true;
            node = ReadChoice();
        }
        else if (_text.TakeText("?:") || !_text.IsAt('?'))
        {
            node = ReadChoice();
        }

        _ignoresCase = before;
        _depth--;
        return _text.Take(')') ? node : null;
    }

    private PatternNode? Look(bool negated) =>
        ReadChoice() is PatternNode.One one ? new PatternNode.Ahead(one.Set, negated, HoldsAtEnd: negated) : null;
}
