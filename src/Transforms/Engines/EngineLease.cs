using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>The right to ask a shared engine, until it is given back; at the latest when the lease is collected, since ML.NET disposes no state of mappings.</summary>
internal sealed class EngineLease(SharedEngine engine, Action giveBack) : IDisposable
{
    private int _returned;

    ~EngineLease() => Return();

    internal IReadOnlyList<Answer> Answer(IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_returned != 0, this);
        var answers = engine.Answer(questions, options, cancellation);
        GC.KeepAlive(this); // else the finalizer could give the engine back while it answers
        return answers;
    }

    public void Dispose()
    {
        Return();
        GC.SuppressFinalize(this);
    }

    private void Return()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
            giveBack();
    }
}
