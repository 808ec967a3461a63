namespace MlopsCl.Pipeline;

/// <summary>A promoted model: immutable, everything by digest.</summary>
/// <param name="Number">1, 2, … within the stream.</param>
/// <param name="Candidate">What was promoted.</param>
/// <param name="Tasks">Every task learned so far, in order, with its dataset's digest and address.</param>
/// <param name="ScorecardSha256">The digest of the candidate's scorecard.</param>
/// <param name="VerdictSha256">The digest of the verdict that accepted it.</param>
/// <param name="Epoch">The stream's epoch (fencing token) under which it was promoted.</param>
/// <param name="CreatedAt">When it was promoted.</param>
public sealed record Release(
    int Number, Candidate Candidate, IReadOnlyList<LearnedTask> Tasks, string ScorecardSha256, string VerdictSha256, long Epoch, DateTimeOffset CreatedAt);
