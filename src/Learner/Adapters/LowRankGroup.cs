using System.Text.Json.Serialization;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// Low-rank increments on a set of matrices: y += scale * B (g ∘ (A x)). With one entry and no gate this is LoRA; with several
/// entries it is a pool whose entries are weighted per sample by a gate, without ever building a full matrix.
/// </summary>
public sealed record LowRankGroup
{
    /// <summary>The group that PEFT knows; it is saved under PEFT's key names.</summary>
    public const string DefaultName = "default";

    /// <summary>The group's name, unique in a plan: letters, digits, <c>_</c> and <c>-</c>.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>
    /// Last name parts of the decoder matrices that carry the increments, such as <c>o_proj</c>; not looked at where <see cref="Modules"/> is given.
    /// </summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Rank of one entry, at least 1.</summary>
    public required int Rank { get; init; }

    /// <summary>Entries of the pool, at least 1. May grow from task to task; entries that exist already keep their values.</summary>
    public int Entries { get; init; } = 1;

    /// <summary>Increments are multiplied by alpha / rank.</summary>
    public required double Alpha { get; init; }

    /// <summary>Whether the increments are trained in this task; otherwise they only take part.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>
    /// Whether weight decay applies. Off for a pool: decay moves every entry in every step, also those that the task never chooses.
    /// </summary>
    public bool IsDecayed { get; init; } = true;

    /// <summary>Whether a gate weighs the entries (<see cref="Conditioning.Gates"/>); without one every entry counts fully.</summary>
    public bool IsGated { get; init; }

    /// <summary>The matrices of the whole model that carry the increments; null to choose by <see cref="Targets"/> among the decoder's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ModuleSelection? Modules { get; init; }

    /// <summary>Share of the inputs of A that is dropped in training, 0 to below 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Dropout { get; init; }

    /// <summary>Whether increments are multiplied by alpha / sqrt(rank) instead (rsLoRA: Kalajdzievski, 2023).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRankStabilized { get; init; }

    /// <summary>
    /// Whether each row of the adapted matrix has a trained length (DoRA: Liu et al., 2024): W' = m (W + scale B A) / |W + scale B A|, row by row; the
    /// length that is divided by counts as a constant in the backward pass.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasMagnitude { get; init; }

    /// <summary>Ranks of some matrices; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<ModuleValue>? RankPattern { get; init; }

    /// <summary>Alphas of some matrices; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<ModuleValue>? AlphaPattern { get; init; }

    /// <summary>Ends of names of modules that are trained whole, beside the increments; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<string>? SavedModules { get; init; }

    /// <summary>Whether the settings came with an adapter from elsewhere; they then hold in place of the training options.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAdopted { get; init; }

    /// <summary>What increments are multiplied by where no pattern says otherwise.</summary>
    public double Scale => ScaleAt(Rank, Alpha);

    /// <summary>The rank of one entry at a matrix.</summary>
    /// <param name="matrix">The matrix's name.</param>
    public int RankOf(string matrix) => (int)(ModuleValue.Find(RankPattern, matrix) ?? Rank);

    /// <summary>What increments are multiplied by at a matrix.</summary>
    /// <param name="matrix">The matrix's name.</param>
    public double ScaleOf(string matrix) => ScaleAt(RankOf(matrix), AlphaOf(matrix));

    /// <summary>The name of the down projection's tensor [entries * rank, in] for a matrix.</summary>
    /// <param name="matrix">The matrix's name, such as <c>model.language_model.layers.0.self_attn.o_proj</c>.</param>
    public string DownName(string matrix) => $"{matrix}.lora_A.{Name}";

    /// <summary>The name of the up projection's tensor [out, entries * rank] for a matrix.</summary>
    /// <param name="matrix">The matrix's name.</param>
    public string UpName(string matrix) => $"{matrix}.lora_B.{Name}";

    /// <summary>The name of the tensor of row lengths [out] for a matrix.</summary>
    /// <param name="matrix">The matrix's name.</param>
    public string MagnitudeName(string matrix) => $"{matrix}.lora_magnitude_vector.{Name}";

    internal double AlphaOf(string matrix) => ModuleValue.Find(AlphaPattern, matrix) ?? Alpha;

    private double ScaleAt(int rank, double alpha) => alpha / (IsRankStabilized ? Math.Sqrt(rank) : rank);
}
