namespace MlopsCl.Transforms.Engines;

/// <summary>A transformer's own lease, which keeps the model loaded between passes; given back, it is taken again at the next pass.</summary>
internal sealed class KeptLease(SharedEngines engines, EngineKey key)
{
    private readonly Lock _gate = new();
    private EngineLease? _kept;

    /// <summary>A lease for one pass; the caller disposes it.</summary>
    internal EngineLease ForOnePass()
    {
        lock (_gate)
        {
            _kept ??= engines.Lease(key);
            return engines.Lease(key);
        }
    }

    internal void GiveBack()
    {
        lock (_gate)
        {
            _kept?.Dispose();
            _kept = null;
        }
    }
}
