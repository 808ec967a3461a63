namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Elements, members and parts of values.</summary>
internal static class JinjaSequences
{
    /// <summary>The elements of a value; those of a dictionary are its keys.</summary>
    /// <exception cref="JinjaError">It has none.</exception>
    public static IReadOnlyList<object?> Iterate(object? value) => value switch
    {
        JinjaList list => list.Items,
        JinjaMap map => [.. map.Items.Select(item => item.Key)],
        string text => [.. JinjaText.Characters(text)],
        JinjaUndefined => [],
        _ => throw new JinjaError($"{JinjaOperators.Describe(value)} has no elements to go through."),
    };

    /// <summary>How many elements a value has.</summary>
    /// <exception cref="JinjaError">It has none.</exception>
    public static long Length(object? value) => value switch
    {
        string text => JinjaText.Length(text),
        JinjaList list => list.Items.Count,
        JinjaMap map => map.Items.Count,
        JinjaUndefined => 0,
        _ => throw new JinjaError($"{JinjaOperators.Describe(value)} has no length."),
    };

    /// <summary>A member by key: <c>of[key]</c>.</summary>
    /// <exception cref="JinjaError">What it is to be a member of is not defined.</exception>
    public static object? Item(object? of, object? key)
    {
        if (of is JinjaMap map && map.TryGet(key, out object? found))
        {
            return found;
        }

        if (key is long place && of is JinjaList or string)
        {
            return At(of, place);
        }

        return key is string name ? Named(of, name) : Missing(of, JinjaText.Repr(key));
    }

    /// <summary>A member by name: <c>of.name</c>. Methods come before keys.</summary>
    /// <exception cref="JinjaError">What it is to be a member of is not defined.</exception>
    public static object? Member(object? of, string name)
    {
        object? method = Named(of, name);
        return method is JinjaUndefined && of is JinjaMap map && map.TryGet(name, out object? found) ? found : method;
    }

    /// <summary>A part by positions: <c>of[start:stop:step]</c>.</summary>
    /// <exception cref="JinjaError">It has no positions, or the step is 0.</exception>
    public static object Slice(object? of, long? start, long? stop, long? step)
    {
        IReadOnlyList<object?> items = of is string or JinjaList
            ? Iterate(of)
            : throw new JinjaError($"{JinjaOperators.Describe(of)} has no positions to take a part of.");
        IEnumerable<object?> part = Positions(items.Count, start, stop, step ?? 1).Select(position => items[position]);
        return of is string ? string.Concat(part) : new JinjaList(part, of is JinjaList { IsTuple: true });
    }

    /// <summary>What a member that there is not gives.</summary>
    /// <exception cref="JinjaError">What it is to be a member of is not defined.</exception>
    public static JinjaUndefined Missing(object? of, string member) => of is JinjaUndefined undefined
        ? throw new JinjaError($"'{undefined.What}' is not defined, so it has no member {member}.")
        : new JinjaUndefined(member);

    private static object? Named(object? of, string name) => of switch
    {
        JinjaNamespace { Members: var members } when members.TryGetValue(name, out object? value) => value,
        JinjaLoop loop => loop.Member(name),
        string text => (object?)JinjaTextMethods.Find(text, name) ?? Missing(of, name),
        JinjaMap map => (object?)JinjaMapMethods.Find(map, name) ?? Missing(of, name),
        JinjaList list => (object?)JinjaListMethods.Find(list, name) ?? Missing(of, name),
        _ => Missing(of, name),
    };

    private static object? At(object? of, long place)
    {
        IReadOnlyList<object?> items = Iterate(of);
        long index = place < 0 ? place + items.Count : place;
        return index >= 0 && index < items.Count ? items[(int)index] : new JinjaUndefined($"[{place}]");
    }

    private static IEnumerable<int> Positions(int count, long? start, long? stop, long step)
    {
        if (step == 0)
        {
            throw new JinjaError("the step of a part must not be 0.");
        }

        long Clamp(long? position, long whenAbsent, long lowest, long highest) =>
            position is { } given ? Math.Clamp(given < 0 ? given + count : given, lowest, highest) : whenAbsent;

        if (step > 0)
        {
            long end = Clamp(stop, count, 0, count);
            for (long i = Clamp(start, 0, 0, count); i < end; i += Math.Min(step, count))
            {
                yield return (int)i;
            }
        }
        else
        {
            long end = Clamp(stop, -1, -1, count - 1);
            for (long i = Clamp(start, count - 1, -1, count - 1); i > end; i -= Math.Min(-Math.Max(step, -count - 1), count + 1))
            {
                yield return (int)i;
            }
        }
    }
}
