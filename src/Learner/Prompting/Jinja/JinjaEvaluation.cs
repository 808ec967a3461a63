namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Works expressions out.</summary>
internal sealed class JinjaEvaluation(string template, JinjaBudget budget)
{
    /// <summary>The value of an expression.</summary>
    /// <exception cref="JinjaException">It has none; the message names the line.</exception>
    public object? Value(JinjaExpression expression, JinjaScope scope)
    {
        try
        {
            budget.Step();
            JinjaBudget.ThrowIfTooDeep();
            return Find(expression, scope);
        }
        catch (JinjaError error)
        {
            throw new JinjaException(template, expression.Line, error.Message, error);
        }
    }

    /// <summary>Whether a condition holds.</summary>
    public bool Holds(JinjaExpression expression, JinjaScope scope) => JinjaOperators.IsTrue(Value(expression, scope));

    /// <summary>Calls something with the arguments that are written.</summary>
    /// <exception cref="JinjaError">It cannot be called, or not so.</exception>
    public object? Call(object? called, JinjaArguments arguments, JinjaScope scope) => called is JinjaCallable function
        ? function.Call(Arguments(function.Name, arguments, scope))
        : throw new JinjaError($"{JinjaOperators.Describe(called)} cannot be called.");

    /// <summary>Filters a value.</summary>
    /// <exception cref="JinjaException">There is no such filter, or it does not go with the value.</exception>
    public object? Filter(JinjaExpression.Filter filter, object? value, JinjaScope scope)
    {
        try
        {
            object? inner = filter.Of is JinjaExpression.Filter before ? Filter(before, value, scope) : value;
            return JinjaFilters.Apply(inner, Arguments(filter.Id, filter.Arguments, scope));
        }
        catch (JinjaError error)
        {
            throw new JinjaException(template, filter.Line, error.Message, error);
        }
    }

    private object? Find(JinjaExpression expression, JinjaScope scope) => expression switch
    {
        JinjaExpression.Constant constant => constant.Value,
        JinjaExpression.Name name => scope.Get(name.Id),
        JinjaExpression.List list => new JinjaList([.. list.Items.Select(item => Value(item, scope))], list.IsTuple),
        JinjaExpression.Map map => MakeMap(map, scope),
        JinjaExpression.Unary unary => JinjaOperators.Sign(unary.Operator, Value(unary.Operand, scope)),
        JinjaExpression.Binary binary => Apply(binary, scope),
        JinjaExpression.Comparison comparison => Compare(comparison, scope),
        JinjaExpression.Condition condition => Holds(condition.If, scope)
            ? Value(condition.Then, scope)
            : condition.Else is null ? new JinjaUndefined("else") : Value(condition.Else, scope),
        JinjaExpression.Member member => JinjaSequences.Member(Value(member.Of, scope), member.Id) is var found && found is JinjaUndefined
            ? new JinjaUndefined(Written(member))
            : found,
        JinjaExpression.Item item => JinjaSequences.Item(Value(item.Of, scope), Value(item.Key, scope)),
        JinjaExpression.Slice slice => JinjaSequences.Slice(
            Value(slice.Of, scope), Position(slice.Start, scope), Position(slice.Stop, scope), Position(slice.Step, scope)),
        JinjaExpression.Call call => Call(Value(call.Of, scope), call.Arguments, scope),
        JinjaExpression.Filter filter => JinjaFilters.Apply(Value(filter.Of!, scope), Arguments(filter.Id, filter.Arguments, scope)),
        JinjaExpression.Test test => JinjaTests.Holds(Value(test.Of, scope), Arguments(test.Id, test.Arguments, scope)),
        _ => throw new JinjaError($"an expression of the kind {expression.GetType().Name} has no value."),
    };

    private static string Written(JinjaExpression expression) => expression switch
    {
        JinjaExpression.Name name => name.Id,
        JinjaExpression.Member member => $"{Written(member.Of)}.{member.Id}",
        JinjaExpression.Item { Key: JinjaExpression.Constant key } item => $"{Written(item.Of)}[{JinjaText.Repr(key.Value)}]",
        _ => "…",
    };

    private object? Apply(JinjaExpression.Binary binary, JinjaScope scope)
    {
        object? left = Value(binary.Left, scope);
        return binary.Operator switch
        {
            "and" => JinjaOperators.IsTrue(left) ? Value(binary.Right, scope) : left,
            "or" => JinjaOperators.IsTrue(left) ? left : Value(binary.Right, scope),
            _ => JinjaOperators.Apply(binary.Operator, left, Value(binary.Right, scope), budget),
        };
    }

    private object Compare(JinjaExpression.Comparison comparison, JinjaScope scope)
    {
        object? left = Value(comparison.First, scope);
        foreach ((string sign, JinjaExpression expression) in comparison.Rest)
        {
            object? right = Value(expression, scope);
            if (!JinjaTests.Compare(sign, left, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private JinjaMap MakeMap(JinjaExpression.Map written, JinjaScope scope)
    {
        var map = new JinjaMap();
        foreach ((JinjaExpression key, JinjaExpression value) in written.Items)
        {
            map.Set(Value(key, scope), Value(value, scope));
        }

        return map;
    }

    private long? Position(JinjaExpression? expression, JinjaScope scope) => expression is null ? null : Value(expression, scope) switch
    {
        null => null,
        long value => value,
        var other => throw new JinjaError($"{JinjaOperators.Describe(other)} is no position."),
    };

    private JinjaCall Arguments(string name, JinjaArguments written, JinjaScope scope)
    {
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string key, JinjaExpression value) in written.Named)
        {
            named[key] = Value(value, scope);
        }

        return new JinjaCall(name, [.. written.Positional.Select(value => Value(value, scope))], named, budget);
    }
}
