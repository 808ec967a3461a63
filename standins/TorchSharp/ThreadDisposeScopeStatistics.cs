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
    internal long AttachedToScopeCount { get; set; }

    /// <summary>Objects that were taken out of a scope and outlive it.</summary>
    internal long DetachedFromScopeCount { get; set; }

    /// <summary>Objects created less objects disposed on this thread.</summary>
    public long ThreadTotalLiveCount => CreatedOutsideScopeCount + CreatedInScopeCount - DisposedOutsideScopeCount - DisposedInScopeCount;

    /// <summary>The counts on one line.</summary>
    public override string ToString() =>
        $"live {ThreadTotalLiveCount}; created {CreatedInScopeCount} in and {CreatedOutsideScopeCount} outside scopes; "
        + $"disposed {DisposedInScopeCount} in and {DisposedOutsideScopeCount} outside; attached {AttachedToScopeCount}, detached {DetachedFromScopeCount}";
}
