namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Renders a template once.</summary>
internal sealed class JinjaRendering
{
    private readonly string _template;
    private readonly JinjaBudget _budget = new();
    private readonly JinjaEvaluation _evaluation;
    private readonly JinjaOutput _output;

    /// <summary>Prepares to render.</summary>
    public JinjaRendering(string template)
    {
        _template = template;
        _evaluation = new JinjaEvaluation(template, _budget);
        _output = new JinjaOutput(_budget);
    }

    private enum Flow
    {
        On,
        Break,
        Continue,
    }

    /// <summary>Renders.</summary>
    /// <exception cref="JinjaException">The template raises an error, or does what cannot be done.</exception>
    public (string Text, IReadOnlyList<(int Start, int End)> Spans) Render(IReadOnlyList<JinjaStatement> body, JinjaScope scope)
    {
        Run(body, scope);
        return (_output.ToString(), _output.Spans);
    }

    private Flow Run(IReadOnlyList<JinjaStatement> body, JinjaScope scope)
    {
        JinjaBudget.ThrowIfTooDeep();
        foreach (JinjaStatement statement in body)
        {
            Flow flow;
            try
            {
                _budget.Step();
                flow = Run(statement, scope);
            }
            catch (JinjaError error)
            {
                throw new JinjaException(_template, statement.Line, error.Message, error);
            }

            if (flow != Flow.On)
            {
                return flow;
            }
        }

        return Flow.On;
    }

    private Flow Run(JinjaStatement statement, JinjaScope scope)
    {
        switch (statement)
        {
            case JinjaStatement.Data data:
                _output.Write(data.Text);
                break;
            case JinjaStatement.Print print:
                _output.Write(JinjaText.Of(_evaluation.Value(print.Value, scope)));
                break;
            case JinjaStatement.If choice:
                return Run(choice, scope);
            case JinjaStatement.For loop:
                Run(loop, scope);
                break;
            case JinjaStatement.With with:
                return RunWith(with, scope);
            case JinjaStatement.Break:
                return Flow.Break;
            case JinjaStatement.Continue:
                return Flow.Continue;
            case JinjaStatement.Set set:
                Assign(set.Target, _evaluation.Value(set.Value, scope), scope);
                break;
            case JinjaStatement.Macro macro:
                scope.Set(macro.Id, Callable(macro, scope));
                break;
            default:
                RunBlock(statement, scope);
                break;
        }

        return Flow.On;
    }

    // Statements with a body that has variables of its own.
    private void RunBlock(JinjaStatement statement, JinjaScope scope)
    {
        switch (statement)
        {
            case JinjaStatement.SetBlock set:
                string text = Catch(set.Body, new JinjaScope(scope));
                Assign(set.Target, set.Filter is null ? text : _evaluation.Filter(set.Filter, text, scope), scope);
                break;
            case JinjaStatement.FilterBlock filter:
                _output.Write(JinjaText.Of(_evaluation.Filter(filter.Filter, Catch(filter.Body, new JinjaScope(scope)), scope)));
                break;
            case JinjaStatement.Generation generation:
                RunGeneration(generation, scope);
                break;
            case JinjaStatement.CallBlock block:
                var inner = new JinjaScope(scope);
                object? called = _evaluation.Value(block.Call.Of, scope);
                inner.Set("caller", Callable(block.Caller, scope));
                _output.Write(JinjaText.Of(_evaluation.Call(WithCaller(called, inner.Get("caller")), block.Call.Arguments, scope)));
                break;
        }
    }

    private Flow Run(JinjaStatement.If choice, JinjaScope scope)
    {
        foreach ((JinjaExpression test, IReadOnlyList<JinjaStatement> body) in choice.Branches)
        {
            if (_evaluation.Holds(test, scope))
            {
                return Run(body, scope);
            }
        }

        return Run(choice.Else, scope);
    }

    private void Run(JinjaStatement.For loop, JinjaScope scope)
    {
        IReadOnlyList<object?> items = JinjaSequences.Iterate(_evaluation.Value(loop.Over, scope));
        if (loop.Where is { } where)
        {
            items = [.. items.Where(item =>
            {
                var inner = new JinjaScope(scope);
                Assign(loop.Target, item, inner);
                return _evaluation.Holds(where, inner);
            })];
        }

        var variable = new JinjaLoop(items);
        for (int i = 0; i < items.Count; i++)
        {
            var inner = new JinjaScope(scope);
            variable.Index = i;
            inner.Set("loop", variable);
            Assign(loop.Target, items[i], inner);
            if (Run(loop.Body, inner) == Flow.Break)
            {
                break;
            }
        }

        if (items.Count == 0)
        {
            Run(loop.Else, new JinjaScope(scope));
        }
    }

    private Flow RunWith(JinjaStatement.With with, JinjaScope scope)
    {
        var inner = new JinjaScope(scope);
        foreach ((JinjaTarget target, JinjaExpression value) in with.Values)
        {
            Assign(target, _evaluation.Value(value, scope), inner);
        }

        return Run(with.Body, inner);
    }

    private void RunGeneration(JinjaStatement.Generation generation, JinjaScope scope)
    {
        if (!_output.IsOutermost)
        {
            throw new JinjaError("a generation block stands inside a macro or a block that is caught, so its place in the text is not known.");
        }

        int start = _output.Length;
        _output.Write(Catch(generation.Body, new JinjaScope(scope)));
        if (_output.Length > start)
        {
            _output.Spans.Add((start, _output.Length));
        }
    }

    private string Catch(IReadOnlyList<JinjaStatement> body, JinjaScope scope)
    {
        _output.Begin();
        Run(body, scope);
        string text = _output.End();
        _budget.Text(text.Length);
        return text;
    }

    private static void Assign(JinjaTarget target, object? value, JinjaScope scope)
    {
        switch (target)
        {
            case JinjaTarget.Variable variable:
                scope.Set(variable.Id, value);
                break;
            case JinjaTarget.Member member:
                JinjaNamespace space = scope.Get(member.Namespace) as JinjaNamespace ?? throw new JinjaError(
                    $"'{member.Namespace}' is no namespace, so its member '{member.Id}' cannot be set; make it with namespace().");
                space.Members[member.Id] = value;
                break;
            case JinjaTarget.Several several:
                IReadOnlyList<object?> parts = JinjaSequences.Iterate(value);
                if (parts.Count != several.Parts.Count)
                {
                    throw new JinjaError($"{parts.Count} values cannot be set to {several.Parts.Count} names.");
                }

                foreach ((JinjaTarget part, object? item) in several.Parts.Zip(parts))
                {
                    Assign(part, item, scope);
                }

                break;
        }
    }

    private static JinjaCallable WithCaller(object? called, object? caller) => called is JinjaCallable function
        ? function with
        {
            Call = call => function.Call(call with { Named = new Dictionary<string, object?>(call.Named) { ["caller"] = caller } }),
        }
        : throw new JinjaError($"{JinjaOperators.Describe(called)} cannot be called.");

    private JinjaCallable Callable(JinjaStatement.Macro macro, JinjaScope defined) => new(macro.Id, call =>
    {
        var scope = new JinjaScope(defined);
        string[] names = [.. macro.Parameters.Select(parameter => parameter.Name)];
        string? unknown = call.Named.Keys.FirstOrDefault(name => name != "caller" && !names.Contains(name));
        if (call.Positional.Count > names.Length || unknown is not null)
        {
            throw new JinjaError($"the macro '{macro.Id}' takes {names.Length} arguments ({string.Join(", ", names)}), and not {unknown ?? "more"}.");
        }

        for (int i = 0; i < names.Length; i++)
        {
            object? whenAbsent = !call.Has(i, names[i]) && macro.Parameters[i].Default is { } written
                ? _evaluation.Value(written, scope)
                : new JinjaUndefined(names[i]);
            scope.Set(names[i], call.Has(i, names[i]) ? call.Get(i, names[i]) : whenAbsent);
        }

        scope.Set("caller", call.Named.GetValueOrDefault("caller", new JinjaUndefined("caller")));
        _budget.Enter();
        string text = Catch(macro.Body, scope);
        _budget.Leave();
        return text;
    });
}
