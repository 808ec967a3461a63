namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The functions that every template has.</summary>
internal static class JinjaGlobals
{
    /// <summary>The functions by name.</summary>
    public static IReadOnlyDictionary<string, JinjaCallable> All { get; } = new[]
    {
        new JinjaCallable("range", Range),
        new JinjaCallable("namespace", MakeNamespace),
        new JinjaCallable("dict", MakeMap),
        new JinjaCallable("raise_exception", call => throw new JinjaError(JinjaText.Of(call.Required(0, "message")))),
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);

    private static object? Range(JinjaCall call)
    {
        bool hasStart = call.Positional.Count > 1;
        long start = hasStart ? call.Integer(0, "start", 0) : 0;
        long stop = call.Integer(hasStart ? 1 : 0, "stop", 0);
        long step = call.Integer(2, "step", 1);
        if (step == 0)
        {
            throw new JinjaError("the step of a range must not be 0.");
        }

        double count = Math.Max(0, Math.Ceiling(((double)stop - start) / step));
        call.Budget.Elements((long)Math.Min(count, long.MaxValue / 2));
        return new JinjaList(Enumerable.Range(0, (int)count).Select(i => (object?)(start + (i * step))));
    }

    private static object? MakeNamespace(JinjaCall call)
    {
        var made = new JinjaNamespace();
        foreach ((object key, object? value) in call.Positional is [JinjaMap map] ? map.Items : [])
        {
            made.Members[JinjaText.Of(key)] = value;
        }

        foreach ((string name, object? value) in call.Named)
        {
            made.Members[name] = value;
        }

        return made;
    }

    private static object? MakeMap(JinjaCall call)
    {
        var map = new JinjaMap();
        foreach ((object key, object? value) in call.Positional is [JinjaMap other] ? other.Items : [])
        {
            map.Set(key, value);
        }

        foreach ((string name, object? value) in call.Named)
        {
            map.Set(name, value);
        }

        return map;
    }
}
