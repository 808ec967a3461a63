namespace MlopsCl.Pipeline.Stores;

/// <summary>A document is not in the state that the caller required: it exists, is gone, or is at another version.</summary>
public sealed class StoreConflictException : IOException
{
    /// <summary>Reports a conflict.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="rule">What was required of it.</param>
    /// <param name="inner">What the store said; null when it said nothing.</param>
    public StoreConflictException(string name, string rule, Exception? inner = null)
        : base($"Document '{name}' {rule}; read it again and decide anew.", inner) => Name = name;

    /// <summary>The document's name.</summary>
    public string Name { get; }
}
