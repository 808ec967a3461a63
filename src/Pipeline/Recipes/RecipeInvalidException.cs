namespace MlopsCl.Pipeline.Recipes;

/// <summary>A recipe's file cannot be used; all problems are told at once.</summary>
/// <param name="path">The file.</param>
/// <param name="problems">The problems in the order of their lines; not empty.</param>
public sealed class RecipeInvalidException(string path, IReadOnlyList<RecipeProblem> problems)
    : Exception($"Recipe '{path}' has {problems.Count} problem(s):\n" + string.Join('\n', problems.Select(p => "  " + p)))
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The problems in the order of their lines.</summary>
    public IReadOnlyList<RecipeProblem> Problems { get; } = problems;
}
