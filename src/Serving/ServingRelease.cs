namespace MlopsCl.Serving;

/// <summary>A loaded release; freed when nobody asks it any more and another one has taken over.</summary>
internal sealed class ServingRelease(PooledModel model, LiveRelease release)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _users = 1;

    public PooledModel Model => model;

    public LiveRelease Release => release;

    /// <summary>Ends when its memory is free.</summary>
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
            finally
            {
                _freed.SetResult();
            }
        }
    }
}
