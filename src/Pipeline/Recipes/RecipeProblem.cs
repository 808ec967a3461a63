namespace MlopsCl.Pipeline.Recipes;

/// <summary>One thing that is wrong with a recipe.</summary>
/// <param name="Line">The line in the file, counted from 1.</param>
/// <param name="Key">The setting, such as <c>training.epochs</c>; empty for the file as a whole.</param>
/// <param name="Message">The value, the rule and the next step.</param>
public sealed record RecipeProblem(int Line, string Key, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? $"line {Line}: {Message}" : $"line {Line}: {Key}: {Message}";
}
