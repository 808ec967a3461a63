namespace MlopsCl.Learner.Adapters;

/// <summary>What a task adds to the frozen base model, and which of it is trained.</summary>
public sealed record AdapterPlan
{
    /// <summary>One LoRA with rank, alpha and targets of the training options.</summary>
    public static AdapterPlan Lora { get; } = new() { UsesDefaultLora = true };

    /// <summary>No adapters: every weight of the base model is trained, vision tower included.</summary>
    public static AdapterPlan Full { get; } = new() { TrainsBase = true };

    /// <summary>Whether the plan holds the LoRA of the training options besides <see cref="Groups"/>.</summary>
    public bool UsesDefaultLora { get; init; }

    /// <summary>Whether the base model's own weights are trained.</summary>
    public bool TrainsBase { get; init; }

    /// <summary>Low-rank groups.</summary>
    public IReadOnlyList<LowRankGroup> Groups { get; init; } = [];

    /// <summary>The method's own tensors.</summary>
    public IReadOnlyList<PlannedTensor> Tensors { get; init; } = [];

    /// <summary>All groups, the default LoRA included.</summary>
    /// <param name="training">Where the default LoRA's rank, alpha and targets come from.</param>
    public IReadOnlyList<LowRankGroup> ResolveGroups(TrainingOptions training) => UsesDefaultLora
        ? [new LowRankGroup { Rank = training.LoraRank, Alpha = training.LoraAlpha, Targets = training.LoraTargets }, .. Groups]
        : Groups;
}
