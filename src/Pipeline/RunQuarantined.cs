using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline;

/// <summary>The dataset is bad.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reason">What is wrong and with which record.</param>
public sealed record RunQuarantined(Run Run, string Reason) : RunOutcome(Run);
