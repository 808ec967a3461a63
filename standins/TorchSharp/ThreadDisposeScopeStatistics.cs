namespace TorchSharp;

/// <summary>Counts of the disposable objects of one thread. What the garbage collector finalizes is not counted.</summary>
public class ThreadDisposeScopeStatistics
{
    /// <summary>Objects created while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Objects disposed that no scope owned.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Objects created into a scope.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Objects disposed that a scope owned.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Objects that were attached to a scope after their creation.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Objects that were taken out of a scope and outlive it.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Objects created less objects disposed on this thread.</summary>
    public long ThreadTotalLiveCount => CreatedOutsideScopeCount + CreatedInScopeCount - DisposedOutsideScopeCount - DisposedInScopeCount;

    /// <summary>Sets all counts to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = 0;
        CreatedInScopeCount = DisposedInScopeCount = 0;
        AttachedToScopeCount = DetachedFromScopeCount = 0;
    }

    /// <summary>The counts on one line.</summary>
    public override string ToString() =>
        $"live {ThreadTotalLiveCount}; created {CreatedInScopeCount} in and {CreatedOutsideScopeCount} outside scopes; "
        + $"disposed {DisposedInScopeCount} in and {DisposedOutsideScopeCount} outside; attached {AttachedToScopeCount}, detached {DetachedFromScopeCount}";
}
