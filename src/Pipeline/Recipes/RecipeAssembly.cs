using MlopsCl.Learner;
using MlopsCl.Learner.Models;
using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Recipes.Form;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>Makes a recipe of the settings that were read; what was left out keeps its default.</summary>
internal static class RecipeAssembly
{
    public static Recipe Make(FormValues values, string folder)
    {
        var (method, baseModel) = (values.Section("method"), values.Text("base") ?? "");
        return new Recipe
        {
            Stream = values.Text("stream") ?? "",
            Description = values.Text("description") ?? "",
            Base = baseModel,
            BaseModel = Path.GetFullPath(Path.Combine(folder, baseModel)),
            Method = new MethodChoice(method.Text("name") ?? "", method.Options("options") ?? new Dictionary<string, string>()),
            Memory = Memory(values.Section("memory")),
            Training = Training(values.Section("training")),
            Answering = Answering(values.Section("answering")),
            Gate = Gate(values.Section("gate")),
            Seed = values.Long("seed") ?? 0,
            Tasks = [.. values.List("tasks").Select(Task)],
            QuickEpochs = values.Count("quick-epochs"),
        };
    }

    private static MemoryChoice Memory(FormValues v)
    {
        var memory = new MemoryChoice();
        return new MemoryChoice { Policy = v.Text("policy") ?? memory.Policy, Share = v.Number("share") ?? memory.Share, Seed = v.Long("seed") ?? memory.Seed };
    }

    private static TrainingOptions Training(FormValues v)
    {
        var otherwise = new TrainingOptions();
        return new TrainingOptions
        {
            Epochs = v.Count("epochs") ?? otherwise.Epochs,
            BatchSize = v.Count("batch-size") ?? otherwise.BatchSize,
            GradientAccumulation = v.Count("gradient-accumulation") ?? otherwise.GradientAccumulation,
            LearningRate = v.Number("learning-rate") ?? otherwise.LearningRate,
            WarmupRatio = v.Number("warmup-ratio") ?? otherwise.WarmupRatio,
            WeightDecay = v.Number("weight-decay") ?? otherwise.WeightDecay,
            MaxGradientNorm = v.Number("max-gradient-norm") ?? otherwise.MaxGradientNorm,
            LoraRank = v.Count("lora-rank") ?? otherwise.LoraRank,
            LoraAlpha = v.Number("lora-alpha") ?? otherwise.LoraAlpha,
            LoraTargets = v.Words("lora-targets") ?? otherwise.LoraTargets,
            TargetModules = Modules(v),
            LoraDropout = v.Number("lora-dropout") ?? otherwise.LoraDropout,
            UseRsLora = v.Switch("use-rslora") ?? otherwise.UseRsLora,
            UseDora = v.Switch("use-dora") ?? otherwise.UseDora,
            RankPattern = Patterns(v, "rank-pattern"),
            AlphaPattern = Patterns(v, "alpha-pattern"),
            ModulesToSave = v.Words("modules-to-save"),
            Precision = v.Text("precision") == "bfloat16" ? WeightPrecision.BFloat16 : otherwise.Precision,
            GradientCheckpointing = v.Switch("gradient-checkpointing") ?? otherwise.GradientCheckpointing,
            CheckpointEverySteps = v.Count("checkpoint-every-steps") ?? otherwise.CheckpointEverySteps,
        };
    }

    private static ModuleSelection? Modules(FormValues v)
    {
        if (v.Text("target-modules") is { } pattern)
            return new ModuleSelection { Pattern = pattern };
        return v.Words("target-modules") is { } names ? new ModuleSelection { Names = names } : null;
    }

    private static IReadOnlyList<ModuleValue>? Patterns(FormValues v, string key) =>
        v.Patterns(key) is { } patterns ? [.. patterns.Select(p => new ModuleValue(p.Key, p.Value))] : null;

    private static AnsweringOptions Answering(FormValues v)
    {
        var otherwise = new AnsweringOptions();
        return new AnsweringOptions
        {
            BatchSize = v.Count("batch-size") ?? otherwise.BatchSize,
            MaxNewTokens = v.Count("max-new-tokens") ?? otherwise.MaxNewTokens,
            Temperature = v.Number("temperature") ?? otherwise.Temperature,
            TopK = v.Count("top-k") ?? otherwise.TopK,
            TopP = v.Number("top-p") ?? otherwise.TopP,
            RepetitionPenalty = v.Number("repetition-penalty") ?? otherwise.RepetitionPenalty,
            Seed = v.Long("seed") ?? otherwise.Seed,
            Stop = v.Words("stop") ?? otherwise.Stop,
        };
    }

    private static GatePolicy Gate(FormValues v)
    {
        var otherwise = new GatePolicy();
        return new GatePolicy
        {
            MinimumGain = v.Number("minimum-gain") ?? otherwise.MinimumGain,
            ForgettingBudget = v.Number("forgetting-budget") ?? otherwise.ForgettingBudget,
            TaskBudgets = v.Shares("task-budgets") ?? otherwise.TaskBudgets,
            AverageBudget = v.Number("average-budget") ?? otherwise.AverageBudget,
            MinimumItems = v.Count("minimum-items") ?? otherwise.MinimumItems,
            Floor = v.Number("floor"),
        };
    }

    private static RecipeTask Task(FormValues v) => new()
    {
        Name = v.Text("name") ?? "",
        Import = v.Text("import") ?? "",
        Train = v.Count("train"),
        Test = v.Count("test"),
        QuickTrain = v.Count("quick-train"),
        QuickTest = v.Count("quick-test"),
        Seed = v.Long("seed") ?? 0,
    };
}
