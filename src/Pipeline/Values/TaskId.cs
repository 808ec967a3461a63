using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace MlopsCl.Pipeline;

/// <summary>The name of a learning task: 1 to 64 lower-case letters, digits, '-' and '_', beginning with a letter or digit.</summary>
public readonly partial record struct TaskId
{
    /// <summary>The rule for names, as the end of an error message.</summary>
    public const string Rule = "use 1 to 64 lower-case letters, digits, '-' or '_', beginning with a letter or digit";

    /// <summary>The rule for names, as a regular expression for the whole name.</summary>
    internal const string Pattern = "[a-z0-9][a-z0-9_-]{0,63}";

    private readonly string? _value;

    /// <summary>Names a task.</summary>
    /// <param name="value">The name.</param>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public TaskId(string value)
    {
        if (!IsValid(value))
            throw new ArgumentException($"Task name '{value}' is not valid; {Rule}.", nameof(value));
        _value = value;
    }

    /// <summary>The name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default TaskId has no name; construct it with one.");

    /// <summary>Whether a text can be a task's name.</summary>
    /// <param name="value">The text; null is no name.</param>
    public static bool IsValid([NotNullWhen(true)] string? value) => value is not null && Name().IsMatch(value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    [GeneratedRegex($"^{Pattern}\\z")]
    private static partial Regex Name();
}
