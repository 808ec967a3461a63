using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Reads expressions, in the precedence of Jinja 3.</summary>
internal sealed class JinjaExpressionParser(JinjaTokens tokens)
{
    private const int Deepest = 100;

    private int _depth;

    /// <summary>An expression.</summary>
    /// <param name="withCondition">Whether <c>if</c> behind it belongs to it.</param>
    public JinjaExpression Read(bool withCondition = true)
    {
        if (++_depth > Deepest)
        {
            throw tokens.Refused($"the expression is more than {Deepest} levels deep; set parts of it to variables.");
        }

        JinjaExpression value = withCondition ? ReadCondition() : ReadOr();
        _depth--;
        return value;
    }

    /// <summary>An expression, or several with commas, which make a tuple.</summary>
    public JinjaExpression ReadTuple(bool withCondition = true, bool canBeEmpty = false)
    {
        int line = tokens.Line;
        var items = new List<JinjaExpression>();
        bool isTuple = false;
        while (!IsTupleEnd())
        {
            items.Add(Read(withCondition));
            if (!tokens.TryOperator(","))
            {
                break;
            }

            isTuple = true;
        }

        if (!isTuple && items.Count == 1)
        {
            return items[0];
        }

        return items.Count > 0 || canBeEmpty ? new JinjaExpression.List(line, items, IsTuple: true) : throw tokens.Unexpected("a value");
    }

    /// <summary>The arguments of a call, whose bracket comes next.</summary>
    public JinjaArguments ReadArguments()
    {
        tokens.Operator("(");
        var positional = new List<JinjaExpression>();
        var named = new List<(string Name, JinjaExpression Value)>();
        while (!tokens.IsOperator(")"))
        {
            if (tokens.Current.Kind == JinjaTokenKind.Name && tokens.Following is { Kind: JinjaTokenKind.Operator, Text: "=" })
            {
                string name = tokens.Name();
                tokens.Operator("=");
                named.Add((name, Read()));
            }
            else if (named.Count > 0 || tokens.IsOperator("*") || tokens.IsOperator("**"))
            {
                throw tokens.Refused("arguments by place stand before those by name, and lists are not spread.");
            }
            else
            {
                positional.Add(Read());
            }

            if (!tokens.TryOperator(","))
            {
                break;
            }
        }

        tokens.Operator(")");
        return new JinjaArguments(positional, named);
    }

    /// <summary>The filters behind a value, and tests and calls among them.</summary>
    public JinjaExpression ReadFilters(JinjaExpression? value)
    {
        while (true)
        {
            if (tokens.TryOperator("|"))
            {
                value = ReadFilter(value);
            }
            else if (value is not null && tokens.TryName("is"))
            {
                value = ReadTest(value);
            }
            else if (value is not null && tokens.IsOperator("("))
            {
                value = new JinjaExpression.Call(tokens.Line, value, ReadArguments());
            }
            else
            {
                return value ?? throw tokens.Unexpected("a filter");
            }
        }
    }

    /// <summary>A filter, whose name comes next.</summary>
    public JinjaExpression.Filter ReadFilter(JinjaExpression? value)
    {
        int line = tokens.Line;
        string name = ReadDotted();
        return new JinjaExpression.Filter(line, value, name, tokens.IsOperator("(") ? ReadArguments() : JinjaArguments.None);
    }

    private bool IsTupleEnd() => tokens.Current.Kind is JinjaTokenKind.PrintEnd or JinjaTokenKind.BlockEnd or JinjaTokenKind.End
        || tokens.IsOperator(")") || tokens.IsName("recursive");

    private JinjaExpression ReadCondition()
    {
        JinjaExpression value = ReadOr();
        while (tokens.IsName("if"))
        {
            int line = tokens.Take().Line;
            JinjaExpression test = ReadOr();
            value = new JinjaExpression.Condition(line, test, value, tokens.TryName("else") ? Read() : null);
        }

        return value;
    }

    private JinjaExpression ReadOr()
    {
        JinjaExpression left = ReadAnd();
        while (tokens.IsName("or"))
        {
            left = new JinjaExpression.Binary(tokens.Take().Line, "or", left, ReadAnd());
        }

        return left;
    }

    private JinjaExpression ReadAnd()
    {
        JinjaExpression left = ReadNot();
        while (tokens.IsName("and"))
        {
            left = new JinjaExpression.Binary(tokens.Take().Line, "and", left, ReadNot());
        }

        return left;
    }

    private JinjaExpression ReadNot()
    {
        if (!tokens.IsName("not"))
        {
            return ReadComparison();
        }

        int line = tokens.Take().Line;
        return new JinjaExpression.Unary(line, "not", Deeper(ReadNot));
    }

    private JinjaExpression ReadComparison()
    {
        int line = tokens.Line;
        JinjaExpression first = ReadLevel(0);
        var rest = new List<(string Operator, JinjaExpression Value)>();
        while (true)
        {
            if (tokens.Current is { Kind: JinjaTokenKind.Operator, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" })
            {
                rest.Add((tokens.Take().Text, ReadLevel(0)));
            }
            else if (tokens.TryName("in"))
            {
                rest.Add(("in", ReadLevel(0)));
            }
            else if (tokens.IsName("not") && tokens.Following is { Kind: JinjaTokenKind.Name, Text: "in" })
            {
                tokens.Take();
                tokens.Take();
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
        while (tokens.Current.Kind == JinjaTokenKind.Operator && IsOfLevel(tokens.Current.Text, level))
        {
            JinjaToken sign = tokens.Take();
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
        JinjaExpression value = tokens.Current is { Kind: JinjaTokenKind.Operator, Text: "-" or "+" }
            ? new JinjaExpression.Unary(tokens.Line, tokens.Take().Text, Deeper(() => ReadUnary(withFilters: false)))
            : ReadPrimary();
        value = ReadMembers(value);
        return withFilters ? ReadFilters(value) : value;
    }

    private JinjaExpression Deeper(Func<JinjaExpression> read)
    {
        if (++_depth > Deepest)
        {
            throw tokens.Refused($"the expression is more than {Deepest} levels deep; set parts of it to variables.");
        }

        JinjaExpression value = read();
        _depth--;
        return value;
    }

    private JinjaExpression ReadPrimary()
    {
        JinjaToken token = tokens.Current;
        switch (token.Kind)
        {
            case JinjaTokenKind.Name:
                tokens.Take();
                return token.Text switch
                {
                    "true" or "True" => new JinjaExpression.Constant(token.Line, true),
                    "false" or "False" => new JinjaExpression.Constant(token.Line, false),
                    "none" or "None" => new JinjaExpression.Constant(token.Line, null),
                    _ => new JinjaExpression.Name(token.Line, token.Text),
                };
            case JinjaTokenKind.Text:
                return new JinjaExpression.Constant(token.Line, ReadTexts());
            case JinjaTokenKind.Integer:
            case JinjaTokenKind.Number:
                return ReadNumber();
            case JinjaTokenKind.Operator when tokens.TryOperator("("):
                JinjaExpression inner = Deeper(() => ReadTuple(canBeEmpty: true));
                tokens.Operator(")");
                return inner;
            case JinjaTokenKind.Operator when tokens.TryOperator("["):
                return Deeper(() => ReadList(token.Line));
            case JinjaTokenKind.Operator when tokens.TryOperator("{"):
                return Deeper(() => ReadMap(token.Line));
            default:
                throw tokens.Unexpected("a value");
        }
    }

    private string ReadTexts()
    {
        var text = new StringBuilder();
        while (tokens.Current.Kind == JinjaTokenKind.Text)
        {
            text.Append(tokens.Take().Text);
        }

        return text.ToString();
    }

    private JinjaExpression.Constant ReadNumber()
    {
        JinjaToken token = tokens.Current;
        if (token.Kind == JinjaTokenKind.Number)
        {
            tokens.Take();
            return new JinjaExpression.Constant(token.Line, double.Parse(token.Text, CultureInfo.InvariantCulture));
        }

        return long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? new JinjaExpression.Constant(tokens.Take().Line, value)
            : throw tokens.Refused($"{token.Text} is too large a number.");
    }

    private JinjaExpression.List ReadList(int line)
    {
        var items = new List<JinjaExpression>();
        while (!tokens.TryOperator("]"))
        {
            items.Add(Read());
            if (!tokens.TryOperator(",") && !tokens.IsOperator("]"))
            {
                throw tokens.Unexpected("',' or ']'");
            }
        }

        return new JinjaExpression.List(line, items, IsTuple: false);
    }

    private JinjaExpression.Map ReadMap(int line)
    {
        var items = new List<(JinjaExpression Key, JinjaExpression Value)>();
        while (!tokens.TryOperator("}"))
        {
            JinjaExpression key = Read();
            tokens.Operator(":");
            items.Add((key, Read()));
            if (!tokens.TryOperator(",") && !tokens.IsOperator("}"))
            {
                throw tokens.Unexpected("',' or '}'");
            }
        }

        return new JinjaExpression.Map(line, items);
    }

    private JinjaExpression ReadMembers(JinjaExpression value)
    {
        while (true)
        {
            int line = tokens.Line;
            if (tokens.TryOperator("."))
            {
                value = tokens.Current.Kind == JinjaTokenKind.Integer
                    ? new JinjaExpression.Item(line, value, ReadNumber())
                    : new JinjaExpression.Member(line, value, tokens.Name());
            }
            else if (tokens.TryOperator("["))
            {
                value = ReadItem(line, value);
                tokens.Operator("]");
            }
            else if (tokens.IsOperator("("))
            {
                value = new JinjaExpression.Call(line, value, ReadArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private JinjaExpression ReadItem(int line, JinjaExpression value)
    {
        JinjaExpression? start = tokens.IsOperator(":") ? null : Read();
        if (start is not null && !tokens.IsOperator(":"))
        {
            return new JinjaExpression.Item(line, value, start);
        }

        tokens.Operator(":");
        JinjaExpression? stop = tokens.IsOperator(":") || tokens.IsOperator("]") ? null : Read();
        JinjaExpression? step = tokens.TryOperator(":") && !tokens.IsOperator("]") ? Read() : null;
        return new JinjaExpression.Slice(line, value, start, stop, step);
    }

    private JinjaExpression ReadTest(JinjaExpression value)
    {
        int line = tokens.Line;
        bool negated = tokens.TryName("not");
        string name = ReadDotted();
        JinjaArguments arguments = JinjaArguments.None;
        if (tokens.IsOperator("("))
        {
            arguments = ReadArguments();
        }
        else if (BeginsArgument())
        {
            arguments = new JinjaArguments([ReadMembers(ReadPrimary())], []);
        }

        JinjaExpression test = new JinjaExpression.Test(line, value, name, arguments);
        return negated ? new JinjaExpression.Unary(line, "not", test) : test;
    }

    private bool BeginsArgument() => tokens.Current.Kind switch
    {
        JinjaTokenKind.Name => tokens.Current.Text is not ("else" or "or" or "and" or "if" or "is" or "in" or "not" or "recursive"),
        JinjaTokenKind.Text or JinjaTokenKind.Integer or JinjaTokenKind.Number => true,
        JinjaTokenKind.Operator => tokens.Current.Text is "[" or "{",
        _ => false,
    };

    private string ReadDotted()
    {
        string name = tokens.Name();
        while (tokens.TryOperator("."))
        {
            name += "." + tokens.Name();
        }

        return name;
    }
}
