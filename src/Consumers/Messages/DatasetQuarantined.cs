using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>A dataset was refused before anything was learned from it; the stream goes on with the next one.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task that was to be learned.</param>
/// <param name="RunKey">The run; the same for every delivery of this event.</param>
/// <param name="Reason">What is wrong, with the record that shows it.</param>
[EntityName("mlopscl.dataset-quarantined")]
public sealed record DatasetQuarantined(string Stream, string Task, string RunKey, string Reason);
