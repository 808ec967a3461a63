using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline;

/// <summary>The gate did not accept the candidate; the old release keeps serving.</summary>
/// <param name="Run">The run.</param>
/// <param name="Scorecard">The candidate's row of the accuracy matrix.</param>
/// <param name="Verdict">What the gate said, rule by rule.</param>
public sealed record RunRejected(Run Run, Scorecard Scorecard, VerdictRecord Verdict) : RunOutcome(Run);
