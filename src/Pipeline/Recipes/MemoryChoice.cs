namespace MlopsCl.Pipeline.Recipes;

/// <summary>What the memory bank keeps of each task.</summary>
public sealed record MemoryChoice
{
    /// <summary>How samples are chosen: <c>keyed-hash</c>.</summary>
    /// <value>The default is <c>keyed-hash</c>: uniform, and independent of order.</value>
    public string Policy { get; init; } = "keyed-hash";

    /// <summary>The share of a task's training samples that is kept, 0 to 1.</summary>
    /// <value>The default is 0: nothing is kept.</value>
    public double Share { get; init; }

    /// <summary>The seed of the choice.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }
}
