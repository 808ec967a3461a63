namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>A dictionary that keeps the order of its keys.</summary>
internal sealed class JinjaMap
{
    private readonly OrderedDictionary<object, object?> _items = [];

    /// <summary>Keys and values, in order.</summary>
    public IReadOnlyList<KeyValuePair<object, object?>> Items => _items;

    /// <summary>A dictionary of named values.</summary>
    public static JinjaMap Of(params ReadOnlySpan<(string Key, object? Value)> items)
    {
        var map = new JinjaMap();
        foreach ((string key, object? value) in items)
        {
            map.Set(key, value);
        }

        return map;
    }

    /// <summary>Sets a key's value.</summary>
    /// <exception cref="JinjaError">It is no key.</exception>
    public void Set(object? key, object? value) =>
        _items[Key(key) ?? throw new JinjaError($"{JinjaText.Repr(key)} cannot be a key; take a text or a whole number.")] = value;

    /// <summary>Looks a key up.</summary>
    public bool TryGet(object? key, out object? value)
    {
        value = null;
        return Key(key) is { } known && _items.TryGetValue(known, out value);
    }

    // Numbers that are equal are one key.
    private static object? Key(object? key) => key switch
    {
        string or long => key,
        bool value => value ? 1L : 0L,
        double value when Math.Floor(value) == value && Math.Abs(value) < 1e15 => (long)value,
        _ => null,
    };
}
