using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>
/// The right to ask a shared engine, until it is given back; at the latest when the lease is collected, since ML.NET disposes no state of mappings.
/// </summary>
internal sealed class EngineLease(SharedEngine engine, Action giveBack) : IDisposable
{
    private int _returned;

    ~EngineLease() => Return();

    internal IReadOnlyList<Answer> Answer(IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation) =>
        Use(open => open.Answer(questions, options, cancellation));

    internal IReadOnlyList<float[]> Featurize(IReadOnlyList<Question> questions, int batchSize, CancellationToken cancellation) =>
        Use(open => open.Featurize(questions, batchSize, cancellation));

    public void Dispose()
    {
        Return();
        GC.SuppressFinalize(this);
    }

    private TResult Use<TResult>(Func<OpenEngine, TResult> work)
    {
        ObjectDisposedException.ThrowIf(_returned != 0, this);
        var result = engine.Use(work);
        GC.KeepAlive(this); // else the finalizer could give the engine back while it answers
        return result;
    }

    private void Return()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
            giveBack();
    }
}
