namespace MlopsCl.Host;

/// <summary>What the health endpoint answers.</summary>
/// <param name="Status"><c>ok</c>; <c>degraded</c> while some streams cannot be worked on; <c>troubled</c> while none can.</param>
/// <param name="Trouble">What keeps the worker from working, or from some streams.</param>
/// <param name="StreamsWithWork">Streams that have a run waiting or in work, over all workers: the number of workers that can be busy.</param>
/// <param name="Current">What this worker is doing; null when idle.</param>
internal sealed record HealthReport(string Status, string? Trouble, int? StreamsWithWork, HealthReport.Work? Current)
{
    /// <summary>A run in work.</summary>
    internal sealed record Work(string Stream, string Task, string Phase);
}
