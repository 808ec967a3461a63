namespace MlopsCl.Serving;

/// <summary>Too many questions wait already. Ask again later.</summary>
public sealed class PoolBusyException : InvalidOperationException
{
    internal PoolBusyException(string message)
        : base(message)
    {
    }
}
