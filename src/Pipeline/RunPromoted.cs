using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline;

/// <summary>The candidate is production.</summary>
/// <param name="Run">The run.</param>
/// <param name="Release">The release.</param>
/// <param name="Scorecard">Its row of the accuracy matrix.</param>
/// <param name="Verdict">What the gate said, rule by rule.</param>
public sealed record RunPromoted(Run Run, Release Release, Scorecard Scorecard, VerdictRecord Verdict) : RunOutcome(Run);
