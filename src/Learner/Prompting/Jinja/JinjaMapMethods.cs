namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The methods that dictionaries have in Python, but for those that change them.</summary>
internal static class JinjaMapMethods
{
    /// <summary>A method, or null where there is none of that name.</summary>
    public static JinjaCallable? Find(JinjaMap map, string name) => name switch
    {
        "items" => new JinjaCallable(name, _ => Items(map)),
        "keys" => new JinjaCallable(name, _ => new JinjaList(map.Items.Select(item => item.Key))),
        "values" => new JinjaCallable(name, _ => new JinjaList(map.Items.Select(item => item.Value))),
        "get" => new JinjaCallable(
            name, call => map.TryGet(call.Required(0, "key"), out object? value) ? value : call.Get(1, "default")),
        "copy" => new JinjaCallable(name, _ => map),
        "update" or "pop" or "popitem" or "clear" or "setdefault" => new JinjaCallable(
            name, _ => throw new JinjaError($"{name} would change a dictionary; templates may only set variables and namespaces.")),
        _ => null,
    };

    /// <summary>Pairs of keys and values.</summary>
    public static JinjaList Items(JinjaMap map) => new(map.Items.Select(item => new JinjaList([item.Key, item.Value], isTuple: true)));
}
