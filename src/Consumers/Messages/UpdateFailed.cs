using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>A run failed as often as it may be tried and is parked; the stream goes on with the next one.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task that was to be learned.</param>
/// <param name="RunKey">The run; the same for every delivery of this event.</param>
/// <param name="Reason">The last attempt's error.</param>
[EntityName("mlopscl.update-failed")]
public sealed record UpdateFailed(string Stream, string Task, string RunKey, string Reason);
