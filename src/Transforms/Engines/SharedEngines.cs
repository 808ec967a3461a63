using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>
/// One engine for each bundle and device, for as long as somebody has a lease on it. A model is loaded when it is first asked, not when it is leased; a failure
/// to load is not remembered.
/// </summary>
/// <param name="open">Loads a model.</param>
internal sealed class SharedEngines(Func<EngineKey, OpenEngine> open)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EngineKey, SharedEngine> _engines = [];

    /// <summary>The engines of this process.</summary>
    internal static SharedEngines Default { get; } = new(key =>
    {
        var engine = LvlmEngine.Open(key.Bundle, key.Device);
        return new OpenEngine(engine.Answer, engine.Featurize, engine);
    });

    /// <summary>A lease; the caller disposes it.</summary>
    internal EngineLease Lease(EngineKey key)
    {
        key = key.Full();
        lock (_gate)
        {
            if (!_engines.TryGetValue(key, out var engine))
                _engines[key] = engine = new SharedEngine(() => open(key));
            engine.Leases++;
            return new EngineLease(engine, () => Return(key, engine));
        }
    }

    /// <summary>Frees the models that are loaded, whoever holds a lease: the next question loads its model again.</summary>
    /// <returns>How many engines there are.</returns>
    internal int Unload()
    {
        SharedEngine[] engines;
        lock (_gate)
            engines = [.. _engines.Values];
        foreach (var engine in engines)
            engine.Unload();
        return engines.Length;
    }

    private void Return(EngineKey key, SharedEngine engine)
    {
        lock (_gate)
        {
            if (--engine.Leases > 0)
                return;
            _engines.Remove(key);
        }

        engine.Unload();
    }
}
