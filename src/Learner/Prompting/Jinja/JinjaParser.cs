namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Reads templates.</summary>
internal sealed class JinjaParser
{
    private const int Deepest = 50;

    private readonly JinjaTokens _tokens;
    private readonly JinjaExpressionParser _expressions;
    private int _depth;
    private int _loops;

    private JinjaParser(JinjaTokens tokens) => (_tokens, _expressions) = (tokens, new JinjaExpressionParser(tokens));

    /// <summary>Reads a template.</summary>
    /// <exception cref="JinjaException">It breaks a rule of the language, or uses a statement that is not supported.</exception>
    public static IReadOnlyList<JinjaStatement> Parse(string template, string source)
    {
        var parser = new JinjaParser(new JinjaTokens(template, JinjaLexer.Read(template, source)));
        IReadOnlyList<JinjaStatement> body = parser.ReadBody();
        return parser._tokens.Current.Kind == JinjaTokenKind.End ? body : throw parser._tokens.Refused(
            $"the statement '{parser._tokens.Following.Text}' ends or goes on with nothing that was begun.");
    }

    // Everything up to a statement that is one of these, which is left, or to the end.
    private List<JinjaStatement> ReadBody(params ReadOnlySpan<string> ends)
    {
        if (++_depth > Deepest)
        {
            throw _tokens.Refused($"statements are more than {Deepest} levels deep; write a macro.");
        }

        var body = new List<JinjaStatement>();
        while (_tokens.Current.Kind != JinjaTokenKind.End)
        {
            int line = _tokens.Line;
            if (_tokens.Current.Kind == JinjaTokenKind.Data)
            {
                body.Add(new JinjaStatement.Data(line, _tokens.Take().Text));
            }
            else if (_tokens.Current.Kind == JinjaTokenKind.PrintBegin)
            {
                _tokens.Take();
                body.Add(new JinjaStatement.Print(line, _expressions.ReadTuple()));
                _tokens.Kind(JinjaTokenKind.PrintEnd, "'}}'");
            }
            else if (ends.Contains(_tokens.Following.Text) || _tokens.Following.Text.StartsWith("end", StringComparison.Ordinal))
            {
                break;
            }
            else
            {
                _tokens.Take();
                body.Add(ReadStatement(line));
            }
        }

        _depth--;
        return body;
    }

    // The body of a statement whose own tag is not closed yet, and the statement that ends it.
    private List<JinjaStatement> ReadBlock(params ReadOnlySpan<string> ends)
    {
        _tokens.TryOperator(":");
        CloseTag();
        List<JinjaStatement> body = ReadBody(ends);
        _tokens.Kind(JinjaTokenKind.BlockBegin, $"'{ends[^1]}'");
        if (!ends.Contains(_tokens.Current.Text))
        {
            throw _tokens.Unexpected($"'{ends[^1]}'");
        }

        return body;
    }

    private List<JinjaStatement> ReadWholeBlock(string end)
    {
        List<JinjaStatement> body = ReadBlock(end);
        _tokens.Take();
        CloseTag();
        return body;
    }

    private void CloseTag() => _tokens.Kind(JinjaTokenKind.BlockEnd, "'%}'");

    private T Closed<T>(T statement)
    {
        CloseTag();
        return statement;
    }

    private JinjaStatement Leaving(JinjaStatement statement) =>
        _loops > 0 ? Closed(statement) : throw _tokens.Refused("break and continue stand in loops only.");

    private JinjaStatement ReadStatement(int line)
    {
        string name = _tokens.Name();
        return name switch
        {
            "if" => ReadIf(line),
            "for" => ReadFor(line),
            "set" => ReadSet(line),
            "macro" => ReadMacro(line),
            "call" => ReadCall(line),
            "filter" => new JinjaStatement.FilterBlock(
                line, (JinjaExpression.Filter)_expressions.ReadFilters(_expressions.ReadFilter(null)), ReadWholeBlock("endfilter")),
            "with" => ReadWith(line),
            "generation" => new JinjaStatement.Generation(line, ReadWholeBlock("endgeneration")),
            "break" => Leaving(new JinjaStatement.Break(line)),
            "continue" => Leaving(new JinjaStatement.Continue(line)),
            _ => throw _tokens.Refused(
                $"the statement '{name}' is not supported; there are if, for, set, macro, call, filter, with, generation, break, continue and raw."),
        };
    }

    private JinjaStatement.If ReadIf(int line)
    {
        var branches = new List<(JinjaExpression Test, IReadOnlyList<JinjaStatement> Body)>();
        while (true)
        {
            JinjaExpression test = _expressions.ReadTuple(withCondition: false);
            branches.Add((test, ReadBlock("elif", "else", "endif")));
            string next = _tokens.Take().Text;
            if (next == "elif")
            {
                continue;
            }

            if (next == "else")
            {
                return new JinjaStatement.If(line, branches, ReadWholeBlock("endif"));
            }

            return Closed(new JinjaStatement.If(line, branches, []));
        }
    }

    private JinjaStatement.For ReadFor(int line)
    {
        JinjaTarget target = ReadTarget(canBeMember: false);
        _tokens.Keyword("in");
        JinjaExpression over = _expressions.ReadTuple(withCondition: false);
        JinjaExpression? where = _tokens.TryName("if") ? _expressions.Read() : null;
        if (_tokens.IsName("recursive"))
        {
            throw _tokens.Refused("recursive loops are not supported; write a macro.");
        }

        _loops++;
        List<JinjaStatement> body = ReadBlock("else", "endfor");
        _loops--;
        return _tokens.Take().Text == "else"
            ? new JinjaStatement.For(line, target, over, where, body, ReadWholeBlock("endfor"))
            : Closed(new JinjaStatement.For(line, target, over, where, body, []));
    }

    private JinjaStatement ReadSet(int line)
    {
        JinjaTarget target = ReadTarget(canBeMember: true);
        if (_tokens.TryOperator("="))
        {
            return Closed(new JinjaStatement.Set(line, target, _expressions.ReadTuple()));
        }

        var filter = _tokens.IsOperator("|") ? (JinjaExpression.Filter)_expressions.ReadFilters(null) : null;
        return new JinjaStatement.SetBlock(line, target, filter, ReadWholeBlock("endset"));
    }

    private JinjaTarget ReadTarget(bool canBeMember)
    {
        var parts = new List<JinjaTarget>();
        bool isTuple = false;
        bool isBracketed = _tokens.TryOperator("(");
        do
        {
            if (_tokens.Current.Kind != JinjaTokenKind.Name || _tokens.IsName("in"))
            {
                break;
            }

            string name = _tokens.Name();
            parts.Add(canBeMember && _tokens.TryOperator(".")
                ? new JinjaTarget.Member(name, _tokens.Name())
                : new JinjaTarget.Variable(name));
            isTuple |= _tokens.IsOperator(",");
        }
        while (_tokens.TryOperator(","));
        if (isBracketed)
        {
            _tokens.Operator(")");
        }

        return parts.Count == 0 ? throw _tokens.Unexpected("a name") : isTuple ? new JinjaTarget.Several(parts) : parts[0];
    }

    private JinjaStatement.Macro ReadMacro(int line)
    {
        string name = _tokens.Name();
        IReadOnlyList<(string Name, JinjaExpression? Default)> parameters = ReadParameters();
        (int around, _loops) = (_loops, 0);
        var macro = new JinjaStatement.Macro(line, name, parameters, ReadWholeBlock("endmacro"));
        _loops = around;
        return macro;
    }

    private List<(string Name, JinjaExpression? Default)> ReadParameters()
    {
        var parameters = new List<(string Name, JinjaExpression? Default)>();
        _tokens.Operator("(");
        while (!_tokens.IsOperator(")"))
        {
            string name = _tokens.Name();
            parameters.Add((name, _tokens.TryOperator("=") ? _expressions.Read() : null));
            if (!_tokens.TryOperator(","))
            {
                break;
            }
        }

        _tokens.Operator(")");
        return parameters;
    }

    private JinjaStatement.CallBlock ReadCall(int line)
    {
        IReadOnlyList<(string Name, JinjaExpression? Default)> parameters = _tokens.IsOperator("(") ? ReadParameters() : [];
        if (_expressions.Read() is not JinjaExpression.Call call)
        {
            throw _tokens.Unexpected("a call");
        }

        return new JinjaStatement.CallBlock(line, call, new JinjaStatement.Macro(line, "caller", parameters, ReadWholeBlock("endcall")));
    }

    private JinjaStatement.With ReadWith(int line)
    {
        var values = new List<(JinjaTarget Target, JinjaExpression Value)>();
        while (_tokens.Current.Kind == JinjaTokenKind.Name)
        {
            string name = _tokens.Name();
            _tokens.Operator("=");
            values.Add((new JinjaTarget.Variable(name), _expressions.Read()));
            if (!_tokens.TryOperator(","))
            {
                break;
            }
        }

        return new JinjaStatement.With(line, values, ReadWholeBlock("endwith"));
    }
}
