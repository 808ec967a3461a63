using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Gating;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>
/// The identity of what a recipe does: what it sets to something else than the values below, which were the defaults when the form was
/// fixed. A newer program changes no digest: a setting that it adds is left out by the recipes that do not use it, and where it changes
/// a default, only the recipes that the change reaches become others.
/// </summary>
internal static class RecipeDigest
{
    private const string Form = "mlopscl-recipe/2";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private static readonly MemoryChoice Memory = new() { Policy = "keyed-hash", Share = 0, Seed = 0 };

    private static readonly TrainingOptions Training = new()
    {
        Epochs = 3,
        BatchSize = 32,
        GradientAccumulation = 1,
        LearningRate = 2e-3,
        WarmupRatio = 0.05,
        WeightDecay = 0,
        MaxGradientNorm = 1,
        LoraRank = 8,
        LoraAlpha = 16,
        LoraTargets = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
        CheckpointEverySteps = 50,
    };

    private static readonly AnsweringOptions Answering = new() { BatchSize = 64, MaxNewTokens = 16, TopP = 1, RepetitionPenalty = 1, Stop = [] };

    private static readonly GatePolicy Gate = new()
    {
        Mode = GateMode.Point,
        MinimumGain = 0.02,
        ForgettingBudget = 0.05,
        AverageBudget = 0.03,
        MinimumItems = 50,
    };

    /// <summary>SHA-256 of the canonical form.</summary>
    public static string Of(Recipe recipe) => ContentDigest.Of(Canonical(recipe));

    /// <summary>JSON without blanks; maps in ordinal order; sections that set nothing are left out.</summary>
    public static byte[] Canonical(Recipe recipe)
    {
        // How often checkpoints are written changes no result.
        var training = recipe.Training with { CheckpointEverySteps = Training.CheckpointEverySteps };
        var form = new JsonObject { ["Form"] = Form, ["Base"] = recipe.Base, ["Method"] = recipe.Method.Name };
        if (recipe.Seed != 0)
            form["Seed"] = recipe.Seed;
        Add(form, "Options", Fields(recipe.Method.Options));
        Add(form, "Memory", Stated(recipe.Memory, Memory));
        Add(form, "Training", Stated(training, Training));
        Add(form, "Answering", Stated(recipe.Answering, Answering));
        Add(form, "Gate", Stated(recipe.Gate, Gate));
        return JsonSerializer.SerializeToUtf8Bytes(Ordered(form));
    }

    private static void Add(JsonObject form, string name, JsonObject section)
    {
        if (section.Count > 0)
            form[name] = section;
    }

    /// <summary>The settings that differ. A serializer may leave out a value that is its type's default: then it is written as null.</summary>
    private static JsonObject Stated<T>(T chosen, T usual)
    {
        var (values, others) = (Fields(chosen), Fields(usual));
        var names = values.Select(field => field.Key).Union(others.Select(field => field.Key));
        return new(names.Where(name => !JsonNode.DeepEquals(values[name], others[name]))
            .Select(name => KeyValuePair.Create(name, values[name]?.DeepClone())));
    }

    private static JsonObject Fields<T>(T values) => JsonSerializer.SerializeToNode(values, Json)!.AsObject();

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Ordered(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
