namespace MlopsCl.Serving;

/// <summary>What a pool is doing.</summary>
/// <param name="Live">The release that answers; null before the first.</param>
/// <param name="Refused">The release that production points to and that could not take over; null when there is none.</param>
/// <param name="Waiting">Questions that wait for their turn.</param>
/// <param name="Answered">Questions that were answered since the pool was made.</param>
/// <param name="Batches">Runs of the model that they took.</param>
public sealed record PoolStatus(LiveRelease? Live, RefusedRelease? Refused, int Waiting, long Answered, long Batches);
