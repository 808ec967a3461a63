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
    /// <param name="training">Where the default LoRA's rank, alpha and targets come from when it begins.</param>
    /// <param name="earlier">The default LoRA of the training before; null if there is none.</param>
    /// <exception cref="ArgumentException">The options would change what the LoRA of the training before computes.</exception>
    public IReadOnlyList<LowRankGroup> ResolveGroups(TrainingOptions training, LowRankGroup? earlier = null) => UsesDefaultLora
        ? [DefaultLora.GoOn(DefaultLora.Begin(training), earlier), .. Groups]
        : Groups;
}
