using System.Text.Json.Serialization;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner;

/// <summary>How one task is learned.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the task's samples, at least 1.</summary>
    /// <value>The default is 3.</value>
    public int Epochs { get; init; } = 3;

    /// <summary>Samples per forward pass, at least 1.</summary>
    /// <value>The default is 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Forward passes per optimizer step, at least 1.</summary>
    /// <value>The default is 1.</value>
    public int GradientAccumulation { get; init; } = 1;

    /// <summary>Peak learning rate of AdamW, above 0.</summary>
    /// <value>The default is 2e-3, which suits low-rank adapters on a small model.</value>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Share of the steps over which the learning rate rises from 0, 0 to 1; a cosine to 0 follows.</summary>
    /// <value>The default is 0.05.</value>
    public double WarmupRatio { get; init; } = 0.05;

    /// <summary>Decoupled weight decay, at least 0.</summary>
    /// <value>The default is 0.</value>
    public double WeightDecay { get; init; }

    /// <summary>Gradients are scaled down to this L2 norm, above 0.</summary>
    /// <value>The default is 1.</value>
    public double MaxGradientNorm { get; init; } = 1;

    /// <summary>Rank of low-rank adapters, 1 to 1024.</summary>
    /// <value>The default is 8.</value>
    public int LoraRank { get; init; } = 8;

    /// <summary>Scale of low-rank adapters: increments are multiplied by alpha / rank.</summary>
    /// <value>The default is 16.</value>
    public double LoraAlpha { get; init; } = 16;

    /// <summary>Last name parts of the decoder matrices that carry adapters.</summary>
    /// <value>The default is all seven matrices of a decoder layer.</value>
    public IReadOnlyList<string> LoraTargets { get; init; } = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    /// <summary>
    /// Modules of the whole model that carry adapters, vision tower and projector included; null to choose by <see cref="LoraTargets"/> among the decoder's.
    /// </summary>
    /// <value>The default is null.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ModuleSelection? TargetModules { get; init; }

    /// <summary>Share of the adapters' inputs that is dropped in training, 0 to below 1.</summary>
    /// <value>The default is 0.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double LoraDropout { get; init; }

    /// <summary>Whether increments are multiplied by alpha / sqrt(rank) instead of alpha / rank (rsLoRA: Kalajdzievski, 2023).</summary>
    /// <value>The default is false.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool UseRsLora { get; init; }

    /// <summary>Whether direction and length of each row are learned apart (DoRA: Liu et al., 2024).</summary>
    /// <value>The default is false.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool UseDora { get; init; }

    /// <summary>Ranks of some modules, 1 to 1024; null for none.</summary>
    /// <value>The default is null.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<ModuleValue>? RankPattern { get; init; }

    /// <summary>Alphas of some modules, above 0; null for none.</summary>
    /// <value>The default is null.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<ModuleValue>? AlphaPattern { get; init; }

    /// <summary>Modules that are trained whole beside the adapters, such as <c>multi_modal_projector</c>; null for none.</summary>
    /// <value>The default is null.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<string>? ModulesToSave { get; init; }

    /// <summary>
    /// The element type of the frozen weights, and of what is computed with them: Float32 or BFloat16. Adapters and the optimizer's state are
    /// Float32 either way.
    /// </summary>
    /// <value>The default is Float32.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public WeightPrecision Precision { get; init; }

    /// <summary>
    /// Whether decoder layers run a second time for their gradients instead of keeping what these need: the same result for a fraction of
    /// the memory and about a third more time.
    /// </summary>
    /// <value>The default is false.</value>
    [JsonIgnore]
    public bool GradientCheckpointing { get; init; }

    /// <summary>Steps between checkpoints, at least 1.</summary>
    /// <value>The default is 50.</value>
    public int CheckpointEverySteps { get; init; } = 50;

    /// <summary>
    /// The same options with a LoRA of rank, alpha and targets alone: what a method with adapters of its own
    /// (<see cref="Methods.ContinualMethod.UsesTrainingLora"/> is false) can be given.
    /// </summary>
    public TrainingOptions WithPlainLora() => this with
    {
        TargetModules = null,
        LoraDropout = 0,
        UseRsLora = false,
        UseDora = false,
        RankPattern = null,
        AlphaPattern = null,
        ModulesToSave = null,
    };
}
