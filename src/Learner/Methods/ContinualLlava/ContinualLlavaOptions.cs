namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>Options of <see cref="ContinualLlavaMethod"/>.</summary>
public sealed record ContinualLlavaOptions
{
    /// <summary>Entries of the pool (N), 1 to 4096; never fewer than are chosen.</summary>
    /// <value>The default is 16.</value>
    public int Entries { get; init; } = 16;

    /// <summary>Entries that a question takes (M), 1 to 64.</summary>
    /// <value>The default is 4.</value>
    public int Chosen { get; init; } = 4;

    /// <summary>Rank of an entry (R), 1 to 1024.</summary>
    /// <value>The default is 8.</value>
    public int Rank { get; init; } = 8;

    /// <summary>What increments are multiplied by, 0.01 to 100.</summary>
    /// <value>The default is 1.</value>
    public double Scale { get; init; } = 1;

    /// <summary>Last name parts of the decoder matrices that carry increments.</summary>
    /// <value>The default is the attention's output projection.</value>
    public IReadOnlyList<string> Targets { get; init; } = ["o_proj"];

    /// <summary>Which entries a new question takes.</summary>
    /// <value>The default is unused ones.</value>
    public Allocation Allocation { get; init; } = Allocation.Fresh;

    /// <summary>A question with a key of at least this cosine takes that key's entries instead of unused ones, -1 to 1.</summary>
    /// <value>The default is 0.999: different questions of one style have cosines above 0.9.</value>
    public double Threshold { get; init; } = 0.999;

    /// <summary>What happens when unused entries are wanted and there are none.</summary>
    /// <value>The default is to grow.</value>
    public FullPool WhenFull { get; init; } = FullPool.Grow;

    /// <summary>Different questions of one task that may take unused entries, 1 to 1024; further ones share the nearest.</summary>
    /// <value>The default is 16.</value>
    public int FreshQuestions { get; init; } = 16;

    /// <summary>What a question's vector is made of.</summary>
    /// <value>The default is token embeddings.</value>
    public InstructionFeature Feature { get; init; } = InstructionFeature.Embedding;

    /// <summary>What is subtracted before comparing.</summary>
    /// <value>The default is nothing.</value>
    public InstructionCentre Centre { get; init; } = InstructionCentre.None;

    /// <summary>Which weights of earlier tasks' increments a question uses.</summary>
    /// <value>The default is those of the tasks that its entries belong to.</value>
    public ContextRow Context { get; init; } = ContextRow.Owner;

    /// <summary>
    /// Whether the current task's own increments, without gradient, are among the contextual ones (l &lt;= t instead of l &lt; t).
    /// </summary>
    /// <value>Off by default.</value>
    public bool ContextHasCurrent { get; init; }

    /// <summary>Weight of an earlier task's increments at the start, 0.001 to 0.999.</summary>
    /// <value>The default is 0.05: tasks that conflict begin nearly apart.</value>
    public double ContextStart { get; init; } = 0.05;

    /// <summary>Epochs in which cosine allocation trains keys, 1 to 1000.</summary>
    /// <value>The default is 1.</value>
    public int KeyEpochs { get; init; } = 1;

    /// <summary>Peak learning rate of keys in cosine allocation, 1e-6 to 10.</summary>
    /// <value>The default is 0.01.</value>
    public double KeyLearningRate { get; init; } = 0.01;

    internal static ContinualLlavaOptions Read(MethodOptions options)
    {
        var chosen = options.Count("chosen", 4, 1, 64, "each adds its rank to what every sample computes");
        return new ContinualLlavaOptions
        {
            Chosen = chosen,
            Entries = options.Count("entries", Math.Max(16, chosen), chosen, 4096, "a question takes as many as 'chosen' says, and each lies in memory"),
            Rank = options.Count("rank", 8, 1, 1024, "beyond 1024 an increment is as large as a matrix"),
            Scale = options.Number("scale", 1, 0.01, 100, "increments far from 1 start too weak or too strong"),
            Targets = options.List("targets", ["o_proj"]),
            Allocation = options.Word("allocation", "fresh", "fresh", "cosine") == "fresh" ? Allocation.Fresh : Allocation.Cosine,
            Threshold = options.Number("threshold", 0.999, -1, 1, "it is a cosine"),
            WhenFull = options.Word("when-full", "grow", "grow", "share") == "grow" ? FullPool.Grow : FullPool.Share,
            FreshQuestions = options.Count("fresh-questions", 16, 1, 1024, "each takes entries of its own"),
            Feature = options.Word("feature", "embedding", "embedding", "last-state") == "embedding"
                ? InstructionFeature.Embedding
                : InstructionFeature.LastState,
            Centre = options.Word("centre", "none", "none", "tasks") == "none" ? InstructionCentre.None : InstructionCentre.Tasks,
            Context = ReadContext(options.Word("context", "owner", "owner", "latest", "off")),
            ContextHasCurrent = options.Switch("context-current", false),
            ContextStart = options.Number("context-start", 0.05, 0.001, 0.999, "it is the value of a sigmoid"),
            KeyEpochs = options.Count("key-epochs", 1, 1, 1000, "an epoch passes over all questions"),
            KeyLearningRate = options.Number("key-learning-rate", 0.01, 1e-6, 10, "keys are compared by direction, so their scale is about 1"),
        };
    }

    private static ContextRow ReadContext(string word) => word switch
    {
        "latest" => ContextRow.Latest,
        "off" => ContextRow.Off,
        _ => ContextRow.Owner,
    };
}
