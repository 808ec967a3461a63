using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline;

/// <summary>Every attempt failed; the run is parked.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reason">The last error.</param>
public sealed record RunFailed(Run Run, string Reason) : RunOutcome(Run);
