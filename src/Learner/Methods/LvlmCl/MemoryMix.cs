namespace MlopsCl.Learner.Methods.LvlmCl;

/// <summary>How samples of the memory bank come into batches.</summary>
public enum MemoryMix
{
    /// <summary>Memory and new samples in the proportion of their numbers.</summary>
    Proportional,

    /// <summary>A fixed share of every batch, every earlier task equally often.</summary>
    Balanced,

    /// <summary>Not at all.</summary>
    None,
}
