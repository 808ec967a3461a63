namespace MlopsCl.Pipeline.Memory;

/// <summary>What an erasure goes by.</summary>
public enum ErasureKind
{
    /// <summary>One sample, by its digest.</summary>
    Sample,

    /// <summary>Everything that came with one dataset, by the dataset's digest.</summary>
    Source,

    /// <summary>Everything about one subject (a person, a customer, a device), by the name that the dataset gives it.</summary>
    Subject,
}
