namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Reads expressions, in the precedence of Jinja 3.</summary>
internal sealed class JinjaExpressionParser
{
    private const int Deepest = 100;

    private readonly JinjaTokens _tokens;
    private readonly JinjaValueParser _values;
    private int _depth;

    /// <summary>Begins to read.</summary>
    public JinjaExpressionParser(JinjaTokens tokens)
    {
        _tokens = tokens;
        _values = new JinjaValueParser(tokens, this);
    }

    /// <summary>An expression.</summary>
    /// <param name="withCondition">Whether <c>if</c> behind it belongs to it.</param>
    public JinjaExpression Read(bool withCondition = true)
    {
        if (++_depth > Deepest)
        {
            throw _tokens.Refused($"the expression is more than {Deepest} levels deep; set parts of it to variables.");
        }

        JinjaExpression value = withCondition ? ReadCondition() : ReadOr();
        _depth--;
        return value;
    }

    /// <summary>An expression, or several with commas, which make a tuple.</summary>
    public JinjaExpression ReadTuple(bool withCondition = true, bool canBeEmpty = false)
    {
        int line = _tokens.Line;
        var items = new List<JinjaExpression>();
        bool isTuple = false;
        while (!IsTupleEnd())
        {
            items.Add(Read(withCondition));
            if (!_tokens.TryOperator(","))
            {
                break;
            }

            isTuple = true;
        }

        if (!isTuple && items.Count == 1)
        {
            return items[0];
        }

        return items.Count > 0 || canBeEmpty ? new JinjaExpression.List(line, items, IsTuple: true) : throw _tokens.Unexpected("a value");
    }

    /// <summary>The filters behind a value, and tests and calls among them.</summary>
    public JinjaExpression ReadFilters(JinjaExpression? value)
    {
        while (true)
        {
            if (_tokens.TryOperator("|"))
            {
                value = ReadFilter(value);
            }
            else if (value is not null && _tokens.TryName("is"))
            {
                value = ReadTest(value);
            }
            else if (value is not null && _tokens.IsOperator("("))
            {
                value = new JinjaExpression.Call(_tokens.Line, value, _values.ReadArguments());
            }
            else
            {
                return value ?? throw _tokens.Unexpected("a filter");
            }
        }
    }

    /// <summary>A filter, whose name comes next.</summary>
    public JinjaExpression.Filter ReadFilter(JinjaExpression? value)
    {
        int line = _tokens.Line;
        string name = ReadDotted();
        return new JinjaExpression.Filter(line, value, name, _tokens.IsOperator("(") ? _values.ReadArguments() : JinjaArguments.None);
    }

    /// <summary>Reads something that is inside of something else.</summary>
    /// <exception cref="JinjaException">It is too deep inside.</exception>
    public JinjaExpression Deeper(Func<JinjaExpression> read)
    {
        if (++_depth > Deepest)
        {
            throw _tokens.Refused($"the expression is more than {Deepest} levels deep; set parts of it to variables.");
        }

        JinjaExpression value = read();
        _depth--;
        return value;
    }

    private bool IsTupleEnd() => _tokens.Current.Kind is JinjaTokenKind.PrintEnd or JinjaTokenKind.BlockEnd or JinjaTokenKind.End
        || _tokens.IsOperator(")") || _tokens.IsName("recursive");

    private JinjaExpression ReadCondition()
    {
        JinjaExpression value = ReadOr();
        while (_tokens.IsName("if"))
        {
            int line = _tokens.Take().Line;
            JinjaExpression test = ReadOr();
            value = new JinjaExpression.Condition(line, test, value, _tokens.TryName("else") ? Read() : null);
        }

        return value;
    }

    private JinjaExpression ReadOr()
    {
        JinjaExpression left = ReadAnd();
        while (_tokens.IsName("or"))
        {
            left = new JinjaExpression.Binary(_tokens.Take().Line, "or", left, ReadAnd());
        }

        return left;
    }

    private JinjaExpression ReadAnd()
    {
        JinjaExpression left = ReadNot();
        while (_tokens.IsName("and"))
        {
            left = new JinjaExpression.Binary(_tokens.Take().Line, "and", left, ReadNot());
        }

        return left;
    }

    private JinjaExpression ReadNot()
    {
        if (!_tokens.IsName("not"))
        {
            return ReadComparison();
        }

        int line = _tokens.Take().Line;
        return new JinjaExpression.Unary(line, "not", Deeper(ReadNot));
    }

    private JinjaExpression ReadComparison()
    {
        int line = _tokens.Line;
        JinjaExpression first = ReadLevel(0);
        var rest = new List<(string Operator, JinjaExpression Value)>();
        while (true)
        {
            if (_tokens.Current is { Kind: JinjaTokenKind.Operator, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" })
            {
                rest.Add((_tokens.Take().Text, ReadLevel(0)));
            }
            else if (_tokens.TryName("in"))
            {
                rest.Add(("in", ReadLevel(0)));
            }
            else if (_tokens.IsName("not") && _tokens.Following is { Kind: JinjaTokenKind.Name, Text: "in" })
            {
                _tokens.Take();
                _tokens.Take();
                rest.Add(("not in", ReadLevel(0)));
            }
            else
            {
                return rest.Count == 0 ? first : new JinjaExpression.Comparison(line, first, rest);
            }
        }
    }

    // Sums, then joined texts, then products, then powers.
    private JinjaExpression ReadLevel(int level)
    {
        if (level == 4)
        {
            return ReadUnary(withFilters: true);
        }

        JinjaExpression left = ReadLevel(level + 1);
        while (_tokens.Current.Kind == JinjaTokenKind.Operator && IsOfLevel(_tokens.Current.Text, level))
        {
            JinjaToken sign = _tokens.Take();
            left = new JinjaExpression.Binary(sign.Line, sign.Text, left, ReadLevel(level + 1));
        }

        return left;
    }

    private static bool IsOfLevel(string sign, int level) => level switch
    {
        0 => sign is "+" or "-",
        1 => sign is "~",
        2 => sign is "*" or "/" or "//" or "%",
        _ => sign is "**",
    };

    private JinjaExpression ReadUnary(bool withFilters)
    {
        JinjaExpression value = _tokens.Current is { Kind: JinjaTokenKind.Operator, Text: "-" or "+" }
            ? new JinjaExpression.Unary(_tokens.Line, _tokens.Take().Text, Deeper(() => ReadUnary(withFilters: false)))
            : _values.ReadPrimary();
        value = _values.ReadMembers(value);
        return withFilters ? ReadFilters(value) : value;
    }

    private JinjaExpression ReadTest(JinjaExpression value)
    {
        int line = _tokens.Line;
        bool negated = _tokens.TryName("not");
        string name = ReadDotted();
        JinjaArguments arguments = JinjaArguments.None;
        if (_tokens.IsOperator("("))
        {
            arguments = _values.ReadArguments();
        }
        else if (BeginsArgument())
        {
            arguments = new JinjaArguments([_values.Read()], []);
        }

        JinjaExpression test = new JinjaExpression.Test(line, value, name, arguments);
        return negated ? new JinjaExpression.Unary(line, "not", test) : test;
    }

    private bool BeginsArgument() => _tokens.Current.Kind switch
    {
        JinjaTokenKind.Name => _tokens.Current.Text is not ("else" or "or" or "and" or "if" or "is" or "in" or "not" or "recursive"),
        JinjaTokenKind.Text or JinjaTokenKind.Integer or JinjaTokenKind.Number => true,
        JinjaTokenKind.Operator => _tokens.Current.Text is "[" or "{",
        _ => false,
    };

    private string ReadDotted()
    {
        string name = _tokens.Name();
        while (_tokens.TryOperator("."))
        {
            name += "." + _tokens.Name();
        }

        return name;
    }
}
