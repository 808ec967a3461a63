namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>The arguments that something is called with.</summary>
/// <param name="Name">What is called, for messages.</param>
/// <param name="Positional">Arguments by place.</param>
/// <param name="Named">Arguments by name.</param>
/// <param name="Budget">The rendering's limits.</param>
internal sealed record JinjaCall(
    string Name, IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named, JinjaBudget Budget)
{
    /// <summary>Whether an argument is given.</summary>
    public bool Has(int place, string name) => place < Positional.Count || Named.ContainsKey(name);

    /// <summary>An argument, or something else where it is not given.</summary>
    public object? Get(int place, string name, object? whenAbsent = null) =>
        place < Positional.Count ? Positional[place] : Named.TryGetValue(name, out object? value) ? value : whenAbsent;

    /// <summary>An argument that must be given.</summary>
    /// <exception cref="JinjaError">It is not.</exception>
    public object? Required(int place, string name) =>
        Has(place, name) ? Get(place, name) : throw new JinjaError($"{Name} needs the argument {name}.");

    /// <summary>A text that must be given.</summary>
    /// <exception cref="JinjaError">It is not, or is no text.</exception>
    public string Text(int place, string name) =>
        Required(place, name) as string ?? throw new JinjaError($"{Name}: {name} must be a text, not {JinjaText.Repr(Get(place, name))}.");

    /// <summary>A text, or null where it is not given.</summary>
    /// <exception cref="JinjaError">It is no text.</exception>
    public string? OptionalText(int place, string name) => Get(place, name) is null ? null : Text(place, name);

    /// <summary>A whole number, or something else where it is not given.</summary>
    /// <exception cref="JinjaError">It is no whole number.</exception>
    public long Integer(int place, string name, long whenAbsent) => Get(place, name, whenAbsent) switch
    {
        long value => value,
        bool value => value ? 1 : 0,
        object other => throw new JinjaError($"{Name}: {name} must be a whole number, not {JinjaText.Repr(other)}."),
        null => whenAbsent,
    };

    /// <summary>True or false, or something else where it is not given.</summary>
    public bool Flag(int place, string name, bool whenAbsent) => Has(place, name) ? JinjaOperators.IsTrue(Get(place, name)) : whenAbsent;
}
