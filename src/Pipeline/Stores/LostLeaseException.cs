namespace MlopsCl.Pipeline.Stores;

/// <summary>This worker is no longer the one that may write: its lease ran out, or a later worker raised the stream's epoch.</summary>
public sealed class LostLeaseException : Exception
{
    /// <summary>Reports a lost lease.</summary>
    /// <param name="message">What was held, and by which sign it is lost.</param>
    /// <param name="inner">What showed it; null when nothing else did.</param>
    public LostLeaseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
