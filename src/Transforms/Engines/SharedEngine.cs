namespace MlopsCl.Transforms.Engines;

/// <summary>An engine that several leases share; loaded at the first question, and again at the first one after it was unloaded.</summary>
internal sealed class SharedEngine(Func<OpenEngine> open)
{
    private readonly Lock _gate = new();
    private Loaded? _loaded;

    /// <summary>How many hold a lease; guarded by <see cref="SharedEngines"/>.</summary>
    internal int Leases { get; set; }

    internal TResult Use<TResult>(Func<OpenEngine, TResult> work)
    {
        Loaded loaded;
        lock (_gate)
        {
            loaded = _loaded ??= new Loaded(open());
            loaded.Users++;
        }

        try
        {
            return work(loaded.Engine);
        }
        finally
        {
            lock (_gate)
            {
                loaded.Users--;
                Free(loaded);
            }
        }
    }

    /// <summary>Frees the model, once nobody is asking it any more.</summary>
    internal void Unload()
    {
        lock (_gate)
        {
            var loaded = _loaded;
            _loaded = null;
            if (loaded is not null)
                Free(loaded);
        }
    }

    private void Free(Loaded loaded)
    {
        if (loaded.Users == 0 && loaded != _loaded)
            loaded.Engine.Owner.Dispose();
    }

    private sealed class Loaded(OpenEngine engine)
    {
        public OpenEngine Engine { get; } = engine;

        public int Users { get; set; }
    }
}
