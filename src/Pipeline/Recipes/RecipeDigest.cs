using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCl.Learner;

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
        Answering = Answering(recipe.Answering),
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

    // A setting that came later counts only where it is used: recipes that do not use it stay what they were.
    private static JsonObject Answering(AnsweringOptions options)
    {
        var (chosen, usual) = (Fields(options), Fields(new AnsweringOptions()));
        foreach (var (name, value) in usual.Where(field => field.Key is not (nameof(options.BatchSize) or nameof(options.MaxNewTokens))))
        {
            if (JsonNode.DeepEquals(value, chosen[name]))
                chosen.Remove(name);
        }

        return chosen;
    }

    private static JsonObject Fields(AnsweringOptions options) => JsonSerializer.SerializeToNode(options)!.AsObject();

    private static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> map) => new(map.ToDictionary(), StringComparer.Ordinal);
}
