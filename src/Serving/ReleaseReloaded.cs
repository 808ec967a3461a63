namespace MlopsCl.Serving;

/// <summary>Another release has begun to answer.</summary>
/// <param name="previous">The release before; null for the first.</param>
/// <param name="live">The release that answers now.</param>
public sealed class ReleaseReloaded(LiveRelease? previous, LiveRelease live) : EventArgs
{
    /// <summary>The release before; null for the first.</summary>
    public LiveRelease? Previous => previous;

    /// <summary>The release that answers now.</summary>
    public LiveRelease Live => live;
}
