namespace MlopsCl.Serving;

/// <summary>A loaded release; freed when nobody asks it any more and another one has taken over.</summary>
/// <param name="model">What was loaded.</param>
/// <param name="release">Which release it is.</param>
/// <param name="notFreed">Told why its memory cannot be freed; whoever asked it last, and whoever loads the next one, goes on all the same.</param>
internal sealed class ServingRelease(PooledModel model, LiveRelease release, Action<Exception> notFreed)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _users = 1;

    public PooledModel Model => model;

    public LiveRelease Release => release;

    /// <summary>Ends when its memory is free, or could not be freed.</summary>
    public Task Freed => _freed.Task;

    /// <summary>Says whether it can be used; then it must be given back.</summary>
    public bool TryUse()
    {
        lock (_gate)
        {
            if (_users == 0)
                return false;
            _users++;
            return true;
        }
    }

    public void GiveBack()
    {
        lock (_gate)
        {
            if (--_users > 0)
                return;
            try
            {
                model.Owner.Dispose();
            }
            catch (Exception error)
            {
                notFreed(error);
            }
            finally
            {
                _freed.SetResult();
            }
        }
    }
}
