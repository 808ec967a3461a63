namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>Variables, and where to look for others.</summary>
/// <param name="outer">The scope around it; null for the outermost.</param>
internal sealed class JinjaScope(JinjaScope? outer)
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    /// <summary>Sets a variable here.</summary>
    public void Set(string name, object? value) => _variables[name] = value;

    /// <summary>Looks a variable up, here and further out.</summary>
    public object? Get(string name)
    {
        for (JinjaScope? scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._variables.TryGetValue(name, out object? value))
            {
                return value;
            }
        }

        return JinjaGlobals.All.TryGetValue(name, out JinjaCallable? function) ? function : new JinjaUndefined(name);
    }

    private JinjaScope? Outer => outer;
}
