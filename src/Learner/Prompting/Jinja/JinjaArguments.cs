namespace MlopsCl.Learner.Prompting.Jinja;

/// <summary>What is written between the brackets of a call.</summary>
/// <param name="Positional">Arguments by place.</param>
/// <param name="Named">Arguments by name.</param>
internal sealed record JinjaArguments(
    IReadOnlyList<JinjaExpression> Positional, IReadOnlyList<(string Name, JinjaExpression Value)> Named)
{
    /// <summary>No arguments.</summary>
    public static JinjaArguments None { get; } = new([], []);
}
