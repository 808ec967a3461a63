using System.Security.Cryptography;
using System.Text.Json;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>The identity of what a recipe does.</summary>
internal static class RecipeDigest
{
    private const string Form = "mlopscl-recipe/1";

    public static string Of(Recipe recipe) => Convert.ToHexStringLower(SHA256.HashData(Canonical(recipe)));

    /// <summary>JSON without blanks; maps in ordinal order.</summary>
    public static byte[] Canonical(Recipe recipe) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Form,
        recipe.Base,
        Method = recipe.Method.Name,
        Options = Sorted(recipe.Method.Options),
        recipe.Memory,
        Training = recipe.Training with { CheckpointEverySteps = 1 },
        recipe.Answering,
        recipe.Seed,
        Gate = new
        {
            Mode = recipe.Gate.Mode.ToString(),
            recipe.Gate.MinimumGain,
            recipe.Gate.ForgettingBudget,
            TaskBudgets = Sorted(recipe.Gate.TaskBudgets),
            recipe.Gate.AverageBudget,
            recipe.Gate.MinimumItems,
            recipe.Gate.Floor,
        },
    });

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> map) => new(map.ToDictionary(), StringComparer.Ordinal);
}
