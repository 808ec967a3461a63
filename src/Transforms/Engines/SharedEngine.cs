using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>An engine that several leases share; loaded at the first question.</summary>
internal sealed class SharedEngine(Func<OpenEngine> open) : IDisposable
{
    private readonly Lock _gate = new();
    private OpenEngine? _engine;

    /// <summary>How many hold a lease; guarded by <see cref="SharedEngines"/>.</summary>
    internal int Leases { get; set; }

    internal IReadOnlyList<Answer> Answer(IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation)
    {
        OpenEngine engine;
        lock (_gate)
            engine = _engine ??= open();
        return engine.Answer(questions, options, cancellation);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _engine?.Owner.Dispose();
            _engine = null;
        }
    }
}
