namespace MlopsCl.Consumers;

/// <summary>Wakes the worker when a request was journalled. Signals that come while it is awake are one.</summary>
public sealed class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private readonly Lock _gate = new();

    /// <summary>Wakes the worker, now or at its next wait.</summary>
    public void Raise()
    {
        lock (_gate)
        {
            if (_raised.CurrentCount == 0)
                _raised.Release();
        }
    }

    /// <summary>Waits for a signal.</summary>
    /// <param name="longest">Returns after this time without one, so that work journalled by other processes is found.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when a signal came.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _raised.WaitAsync(longest, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _raised.Dispose();
}
