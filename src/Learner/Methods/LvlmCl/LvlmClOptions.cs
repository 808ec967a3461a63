namespace MlopsCl.Learner.Methods.LvlmCl;

/// <summary>Options of <see cref="LvlmClMethod"/>.</summary>
public sealed record LvlmClOptions
{
    /// <summary>Share of the old value when the task-invariant feature moves, 0 to 1.</summary>
    /// <value>The default is 0.5.</value>
    public double Alpha { get; init; } = 0.5;

    /// <summary>When the task-invariant feature moves.</summary>
    /// <value>The default is after every step.</value>
    public InvariantUpdate InvariantUpdate { get; init; } = InvariantUpdate.Step;

    /// <summary>Weight of the memory loss, which holds a question's feature near its task's key, 0 to 100; 0 turns it off.</summary>
    /// <value>The default is 0.01.</value>
    public double Lambda { get; init; } = 0.01;

    /// <summary>Vectors of a task's prompt, 1 to 64.</summary>
    /// <value>The default is 1.</value>
    public int PromptTokens { get; init; } = 1;

    /// <summary>How the memory bank's samples come into batches.</summary>
    /// <value>The default is proportional.</value>
    public MemoryMix MemoryMix { get; init; } = MemoryMix.Proportional;

    /// <summary>Share of each batch that a balanced mix takes from memory, 0.01 to 0.95.</summary>
    /// <value>The default is 0.5.</value>
    public double MemoryShare { get; init; } = 0.5;

    /// <summary>Whether the task's prompt stands in front.</summary>
    /// <value>On by default.</value>
    public bool HasTaskPrompt { get; init; } = true;

    /// <summary>Whether the task-invariant feature stands in front.</summary>
    /// <value>On by default.</value>
    public bool HasInvariantPrompt { get; init; } = true;

    /// <summary>Whether the projected visual feature stands in front.</summary>
    /// <value>On by default.</value>
    public bool HasVisualPrompt { get; init; } = true;

    /// <summary>Whether the matrix in front of the question's feature is trained; otherwise it stays the identity.</summary>
    /// <value>On by default.</value>
    public bool TrainsQuery { get; init; } = true;

    /// <summary>Vectors in front of every sequence.</summary>
    public int FrontTokens => (HasTaskPrompt ? PromptTokens : 0) + (HasInvariantPrompt ? 1 : 0) + (HasVisualPrompt ? 1 : 0);

    internal static LvlmClOptions Read(MethodOptions options) => new()
    {
        Alpha = options.Number("alpha", 0.5, 0, 1, "it is the share of the old value in a moving average"),
        InvariantUpdate = options.Word("invariant-update", "step", "step", "task") == "step" ? InvariantUpdate.Step : InvariantUpdate.Task,
        Lambda = options.Number("lambda", 0.01, 0, 100, "beyond 100 the answers' loss would not count any more"),
        PromptTokens = options.Count("prompt-tokens", 1, 1, 64, "each costs a position in every sequence"),
        MemoryMix = options.Word("memory-mix", "proportional", "proportional", "balanced", "none") switch
        {
            "balanced" => MemoryMix.Balanced,
            "none" => MemoryMix.None,
            _ => MemoryMix.Proportional,
        },
        MemoryShare = options.Number("memory-share", 0.5, 0.01, 0.95, "beyond 0.95 a batch would hold hardly any new sample"),
        HasTaskPrompt = options.Switch("task-prompt", true),
        HasInvariantPrompt = options.Switch("invariant-prompt", true),
        HasVisualPrompt = options.Switch("visual-prompt", true),
        TrainsQuery = options.Switch("query", true),
    };
}
