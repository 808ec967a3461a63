using MlopsCl.Learner.Scoring;

namespace MlopsCl.Transforms;

/// <summary>How a candidate compares with a baseline on one task.</summary>
/// <param name="Task">The task's name; <c>all</c> where the rows name none.</param>
/// <param name="CandidateAccuracy">The candidate's mean score, 0 to 1.</param>
/// <param name="BaselineAccuracy">The baseline's mean score, 0 to 1.</param>
/// <param name="Outcomes">Wins, losses and ties of the candidate, with exact p-values.</param>
/// <param name="AdjustedWorseP">The p-value of "the candidate is worse", with Holm's correction for the number of tasks.</param>
public sealed record LvlmTaskRegression(string Task, double CandidateAccuracy, double BaselineAccuracy, PairedOutcomes Outcomes, double AdjustedWorseP);
