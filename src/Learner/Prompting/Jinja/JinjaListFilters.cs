namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Filters of lists.</summary>
internal static class JinjaListFilters
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Func<object?, JinjaCall, object?>> All { get; } =
        new Dictionary<string, Func<object?, JinjaCall, object?>>(StringComparer.Ordinal)
        {
            ["list"] = (value, _) => new JinjaList(JinjaSequences.Iterate(value)),
            ["first"] = (value, _) => JinjaSequences.Iterate(value) is [var first, ..] ? first : new JinjaUndefined("first"),
            ["last"] = (value, _) => JinjaSequences.Iterate(value) is [.., var last] ? last : new JinjaUndefined("last"),
            ["join"] = Join,
            ["reverse"] = (value, _) => value is string text
                ? string.Concat(JinjaText.Characters(text).Reverse())
                : new JinjaList(JinjaSequences.Iterate(value).Reverse()),
            ["map"] = Map,
            ["select"] = (value, call) => Select(value, call, attribute: false, wanted: true),
            ["reject"] = (value, call) => Select(value, call, attribute: false, wanted: false),
            ["selectattr"] = (value, call) => Select(value, call, attribute: true, wanted: true),
            ["rejectattr"] = (value, call) => Select(value, call, attribute: true, wanted: false),
            ["sort"] = Sort,
            ["unique"] = Unique,
            ["min"] = (value, call) => Extreme(value, call, sign: 1),
            ["max"] = (value, call) => Extreme(value, call, sign: -1),
            ["sum"] = Sum,
            ["items"] = (value, _) => value switch
            {
                JinjaMap map => JinjaMapMethods.Items(map),
                JinjaUndefined => new JinjaList([]),
                _ => throw new JinjaError($"{JinjaOperators.Describe(value)} is no dictionary."),
            },
            ["dictsort"] = SortMap,
            ["batch"] = Batch,
        };

    private static object? Attribute(object? item, object? path, object? whenAbsent = null)
    {
        foreach (string part in path is string text ? text.Split('.') : [])
        {
            item = long.TryParse(part, out long place) ? JinjaSequences.Item(item, place) : JinjaSequences.Item(item, part);
            item = item is JinjaUndefined ? whenAbsent ?? item : item;
        }

        return path is long number ? JinjaSequences.Item(item, number) : item;
    }

    private static object? Join(object? value, JinjaCall call)
    {
        object? attribute = call.Get(1, "attribute");
        object?[] texts = [.. JinjaSequences.Iterate(value).Select(item => (object?)JinjaText.Of(Attribute(item, attribute)))];
        return JinjaTextMethods.Join(JinjaText.Of(call.Get(0, "d", "")), texts, call.Budget);
    }

    private static object? Map(object? value, JinjaCall call)
    {
        IReadOnlyList<object?> items = Some(value);
        call.Budget.Elements(items.Count);
        if (call.Named.TryGetValue("attribute", out object? attribute))
        {
            call.Named.TryGetValue("default", out object? whenAbsent);
            return new JinjaList(items.Select(item => Attribute(item, attribute, whenAbsent)));
        }

        var inner = call with { Name = call.Text(0, "filter"), Positional = [.. call.Positional.Skip(1)] };
        return new JinjaList(items.Select(item => JinjaFilters.Apply(item, inner)));
    }

    private static JinjaList Select(object? value, JinjaCall call, bool attribute, bool wanted)
    {
        int skipped = attribute ? 1 : 0;
        object? path = attribute ? call.Required(0, "attribute") : null;
        JinjaCall? test = call.Positional.Count > skipped
            ? call with { Name = call.Text(skipped, "test"), Positional = [.. call.Positional.Skip(skipped + 1)] }
            : null;
        IReadOnlyList<object?> items = Some(value);
        call.Budget.Elements(items.Count);
        return new JinjaList(items.Where(item =>
        {
            object? tested = Attribute(item, path);
            return (test is null ? JinjaOperators.IsTrue(tested) : JinjaTests.Holds(tested, test)) == wanted;
        }));
    }

    // What is not true, none as well, has no elements to choose from; a message that calls a tool has no content.
    private static IReadOnlyList<object?> Some(object? value) => JinjaOperators.IsTrue(value) ? JinjaSequences.Iterate(value) : [];

    private static object? Fold(object? value, bool caseSensitive) =>
        !caseSensitive && value is string text ? text.ToLowerInvariant() : value;

    private static JinjaList Sort(object? value, JinjaCall call)
    {
        bool caseSensitive = call.Flag(1, "case_sensitive", false);
        object? attribute = call.Get(2, "attribute");
        return Ordered(JinjaSequences.Iterate(value), item => Fold(Attribute(item, attribute), caseSensitive), call.Flag(0, "reverse", false), call);
    }

    private static JinjaList Ordered(IReadOnlyList<object?> items, Func<object?, object?> key, bool reverse, JinjaCall call)
    {
        call.Budget.Elements(items.Count * 10L);
        var order = Comparer<object?>.Create((left, right) => JinjaOperators.Order(left, right));
        try
        {
            return new JinjaList(reverse ? items.OrderByDescending(key, order) : items.OrderBy(key, order));
        }
        catch (InvalidOperationException error) when (error.InnerException is JinjaError reason)
        {
            throw new JinjaError(reason.Message);   // sorting puts a shell around it
        }
    }

    private static JinjaList SortMap(object? value, JinjaCall call)
    {
        JinjaMap map = value as JinjaMap ?? throw new JinjaError($"{JinjaOperators.Describe(value)} is no dictionary.");
        bool caseSensitive = call.Flag(0, "case_sensitive", false);
        long place = call.OptionalText(1, "by") == "value" ? 1 : 0;
        return Ordered(
            JinjaMapMethods.Items(map).Items, item => Fold(JinjaSequences.Item(item, place), caseSensitive), call.Flag(2, "reverse", false), call);
    }

    private static JinjaList Unique(object? value, JinjaCall call)
    {
        bool caseSensitive = call.Flag(0, "case_sensitive", false);
        var kept = new List<(object? Key, object? Item)>();
        foreach (object? item in JinjaSequences.Iterate(value))
        {
            object? key = Fold(Attribute(item, call.Get(1, "attribute")), caseSensitive);
            call.Budget.Step(1 + (kept.Count / 10));
            if (!kept.Exists(other => JinjaOperators.AreEqual(other.Key, key)))
            {
                kept.Add((key, item));
            }
        }

        return new JinjaList(kept.Select(pair => pair.Item));
    }

    private static object? Extreme(object? value, JinjaCall call, int sign)
    {
        bool caseSensitive = call.Flag(0, "case_sensitive", false);
        object? attribute = call.Get(1, "attribute");
        object? best = new JinjaUndefined("min or max of nothing");
        foreach (object? item in JinjaSequences.Iterate(value))
        {
            bool isBetter = best is JinjaUndefined || JinjaOperators.Order(
                Fold(Attribute(item, attribute), caseSensitive), Fold(Attribute(best, attribute), caseSensitive)) * sign < 0;
            best = isBetter ? item : best;
        }

        return best;
    }

    private static object? Sum(object? value, JinjaCall call) => JinjaSequences.Iterate(value).Aggregate(
        call.Get(1, "start", 0L), (sum, item) => JinjaOperators.Apply("+", sum, Attribute(item, call.Get(0, "attribute")), call.Budget));

    private static JinjaList Batch(object? value, JinjaCall call)
    {
        int size = (int)Math.Clamp(call.Integer(0, "linecount", 1), 1, JinjaBudget.LongestList);
        return new JinjaList(JinjaSequences.Iterate(value).Chunk(size).Select(chunk => (object?)new JinjaList(
            call.Get(1, "fill_with") is { } fill ? chunk.Concat(Enumerable.Repeat(fill, size - chunk.Length)) : chunk)));
    }
}
