using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>A candidate passed the gate and is now the stream's production release.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task that was learned.</param>
/// <param name="RunKey">The run; the same for every delivery of this event.</param>
/// <param name="Release">The release's number.</param>
/// <param name="AdapterSha256">SHA-256 of the adapter's weights.</param>
/// <param name="Accuracy">Each task so far, by name, with its held-out accuracy, 0 to 1.</param>
[EntityName("mlopscl.model-promoted")]
public sealed record ModelPromoted(
    string Stream, string Task, string RunKey, int Release, string AdapterSha256, IReadOnlyDictionary<string, double> Accuracy);
