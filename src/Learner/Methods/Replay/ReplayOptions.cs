namespace MlopsCl.Learner.Methods.Replay;

/// <summary>Options of <see cref="ReplayMethod"/>.</summary>
public sealed record ReplayOptions
{
    /// <summary>Memory samples per new sample in each batch, 0 to 8; 0 takes the proportion of the two sets.</summary>
    /// <value>The default is 0: in one epoch every memory sample then comes about once, like a new one.</value>
    public double Ratio { get; init; }

    internal static ReplayOptions Read(MethodOptions options) => new()
    {
        Ratio = options.Number("ratio", 0, 0, 8, "beyond 8 a batch would hold hardly any new sample"),
    };
}
