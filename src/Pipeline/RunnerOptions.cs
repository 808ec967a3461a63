namespace MlopsCl.Pipeline;

/// <summary>How a worker runs updates.</summary>
public sealed record RunnerOptions
{
    /// <summary>The worker's own folder: unpacked datasets, checkpoints, caches. It may be lost at any time.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>The device that learns and answers.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    public string Device { get; init; } = "cpu";

    /// <summary>
    /// Bytes of fetched releases, pictures and vision features that are kept for later runs, at least 0; the oldest go first, but nothing younger than a day.
    /// </summary>
    /// <value>The default is 64 GiB.</value>
    public long CacheBytes { get; init; } = 64L << 30;

    /// <summary>
    /// Attempts before a failing run is parked, at least 1. A run that would fail the same way each time is parked at once.
    /// </summary>
    /// <value>The default is 3.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>
    /// Claims without progress before a run is parked whose worker dies each time (out of memory, a crash in native code), at least 1.
    /// </summary>
    /// <value>The default is 12: a machine that is taken away again and again must not cost a run.</value>
    public int MaxClaims { get; init; } = 12;

    /// <summary>The pause before another attempt; it doubles with each.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the stream's lease lasts when the worker dies without a word, 15 to 60 seconds. It is renewed three times as often.
    /// </summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Tells the world of an outcome. The run leaves the queue after it has returned, so an outcome is announced at least once, and again
    /// when the worker dies in between. When it throws, the run stays and is announced by the next call.
    /// </summary>
    /// <value>The default tells nobody.</value>
    public Func<RunOutcome, CancellationToken, Task>? Announce { get; init; }
}
