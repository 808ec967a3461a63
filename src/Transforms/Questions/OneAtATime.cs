namespace MlopsCl.Transforms.Questions;

/// <summary>Notices when two threads are in the same place at once.</summary>
internal sealed class OneAtATime
{
    private int _inside;

    /// <summary>Does some work that only one thread may do at a time.</summary>
    /// <exception cref="InvalidOperationException">Another thread is doing it.</exception>
    internal TResult Do<TResult>(Func<TResult> work)
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0)
            throw new InvalidOperationException(
                "Two threads use one prediction engine, or one row, at once; it holds one row. Make an engine for each thread, or ask through a pool.");
        try
        {
            return work();
        }
        finally
        {
            Volatile.Write(ref _inside, 0);
        }
    }
}
