using System.Text.RegularExpressions;

namespace MlopsCl.Pipeline;

/// <summary>The name of a learning task: 1 to 64 lower-case letters, digits, '-' and '_', beginning with a letter or digit.</summary>
public readonly partial record struct TaskId
{
    private readonly string? _value;

    /// <summary>Names a task.</summary>
    /// <param name="value">The name.</param>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public TaskId(string value)
    {
        if (value is null || !Rule().IsMatch(value))
            throw new ArgumentException($"Task name '{value}' is not valid; use 1 to 64 lower-case letters, digits, '-' or '_', beginning with a letter or digit.", nameof(value));
        _value = value;
    }

    /// <summary>The name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default TaskId has no name; construct it with one.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,63}\\z")]
    private static partial Regex Rule();
}
