namespace MlopsCl.Pipeline.Stores;

/// <summary>A store cannot be reached, or refuses access.</summary>
public sealed class StoreUnavailableException : IOException
{
    /// <summary>Reports a store that does not serve.</summary>
    /// <param name="message">What was asked of which store and what to check; without secrets.</param>
    /// <param name="inner">What the store's client said.</param>
    public StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
