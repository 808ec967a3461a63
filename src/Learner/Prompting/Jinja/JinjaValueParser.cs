using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Reads values: names, texts, numbers, lists, dictionaries, and the members, parts and calls behind them.</summary>
internal sealed class JinjaValueParser(JinjaTokens tokens, JinjaExpressionParser expressions)
{
    /// <summary>A value with what is behind it.</summary>
    public JinjaExpression Read() => ReadMembers(ReadPrimary());

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
                named.Add((name, expressions.Read()));
            }
            else if (named.Count > 0 || tokens.IsOperator("*") || tokens.IsOperator("**"))
            {
                throw tokens.Refused("arguments by place stand before those by name, and lists are not spread.");
            }
            else
            {
                positional.Add(expressions.Read());
            }

            if (!tokens.TryOperator(","))
            {
                break;
            }
        }

        tokens.Operator(")");
        return new JinjaArguments(positional, named);
    }

    /// <summary>A value by itself.</summary>
    public JinjaExpression ReadPrimary()
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
                JinjaExpression inner = expressions.Deeper(() => expressions.ReadTuple(canBeEmpty: true));
                tokens.Operator(")");
                return inner;
            case JinjaTokenKind.Operator when tokens.TryOperator("["):
                return expressions.Deeper(() => ReadList(token.Line));
            case JinjaTokenKind.Operator when tokens.TryOperator("{"):
                return expressions.Deeper(() => ReadMap(token.Line));
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
            items.Add(expressions.Read());
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
            JinjaExpression key = expressions.Read();
            tokens.Operator(":");
            items.Add((key, expressions.Read()));
            if (!tokens.TryOperator(",") && !tokens.IsOperator("}"))
            {
                throw tokens.Unexpected("',' or '}'");
            }
        }

        return new JinjaExpression.Map(line, items);
    }

    /// <summary>The members, parts and calls behind a value.</summary>
    public JinjaExpression ReadMembers(JinjaExpression value)
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
        JinjaExpression? start = tokens.IsOperator(":") ? null : expressions.Read();
        if (start is not null && !tokens.IsOperator(":"))
        {
            return new JinjaExpression.Item(line, value, start);
        }

        tokens.Operator(":");
        JinjaExpression? stop = tokens.IsOperator(":") || tokens.IsOperator("]") ? null : expressions.Read();
        JinjaExpression? step = tokens.TryOperator(":") && !tokens.IsOperator("]") ? expressions.Read() : null;
        return new JinjaExpression.Slice(line, value, start, stop, step);
    }
}
