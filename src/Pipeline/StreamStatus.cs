using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline;

/// <summary>A stream at a glance.</summary>
/// <param name="State">Its state.</param>
/// <param name="Runs">Its runs, by number.</param>
public sealed record StreamStatus(StreamState State, IReadOnlyList<Run> Runs);
