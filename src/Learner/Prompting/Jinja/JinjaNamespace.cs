namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>An object whose members a template may set from inside loops.</summary>
internal sealed class JinjaNamespace
{
    /// <summary>The members.</summary>
    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);
}
