namespace MlopsCl.Learner.Adapters;

/// <summary>
/// Low-rank increments on a set of decoder matrices: y += scale * B (g ∘ (A x)). With one entry and no gate this is LoRA; with several
/// entries it is a pool whose entries are weighted per sample by a gate, without ever building a full matrix.
/// </summary>
public sealed record LowRankGroup
{
    /// <summary>The group that PEFT knows; it is saved under PEFT's key names.</summary>
    public const string DefaultName = "default";

    /// <summary>The group's name, unique in a plan: letters, digits, <c>_</c> and <c>-</c>.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>Last name parts of the decoder matrices that carry the increments, such as <c>o_proj</c>.</summary>
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

    /// <summary>alpha / rank.</summary>
    public double Scale => Alpha / Rank;

    /// <summary>The name of the down projection's tensor [entries * rank, in] for a matrix.</summary>
    /// <param name="matrix">The matrix's name, such as <c>model.language_model.layers.0.self_attn.o_proj</c>.</param>
    public string DownName(string matrix) => $"{matrix}.lora_A.{Name}";

    /// <summary>The name of the up projection's tensor [out, entries * rank] for a matrix.</summary>
    /// <param name="matrix">The matrix's name.</param>
    public string UpName(string matrix) => $"{matrix}.lora_B.{Name}";
}
