namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>A list, or a tuple, which differs in how it is printed.</summary>
internal sealed class JinjaList(IEnumerable<object?> items, bool isTuple = false)
{
    /// <summary>The elements.</summary>
    public IReadOnlyList<object?> Items { get; } = [.. items];

    /// <summary>Whether it is a tuple.</summary>
    public bool IsTuple { get; } = isTuple;
}
