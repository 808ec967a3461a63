namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The methods that lists have in Python, but for those that change them.</summary>
internal static class JinjaListMethods
{
    /// <summary>A method, or null where there is none of that name.</summary>
    public static JinjaCallable? Find(JinjaList list, string name) => name switch
    {
        "count" => new JinjaCallable(name, call => (long)list.Items.Count(item => JinjaOperators.AreEqual(item, call.Required(0, "value")))),
        "index" => new JinjaCallable(name, call => Index(list, call.Required(0, "value"))),
        "copy" => new JinjaCallable(name, _ => list),
        "append" or "extend" or "insert" or "pop" or "remove" or "reverse" or "sort" or "clear" => new JinjaCallable(
            name, _ => throw new JinjaError($"{name} would change a list; join lists with + and set the variable again.")),
        _ => null,
    };

    private static object Index(JinjaList list, object? value)
    {
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (JinjaOperators.AreEqual(list.Items[i], value))
            {
                return (long)i;
            }
        }

        throw new JinjaError($"{JinjaOperators.Describe(value)} is not in the list.");
    }
}
