using MlopsCl.Learner.Scoring;

namespace MlopsCl.Transforms;

/// <summary>How a candidate compares with a baseline, row by row: what <see cref="ContinualLearningCatalog.EvaluateRegression"/> gives.</summary>
/// <param name="ScoringRule">The scoring rule.</param>
/// <param name="CandidateAccuracy">The candidate's mean score, 0 to 1.</param>
/// <param name="BaselineAccuracy">The baseline's mean score, 0 to 1.</param>
/// <param name="Outcomes">Wins, losses and ties of the candidate over all rows, with exact p-values.</param>
/// <param name="Tasks">The same for each task, in the order of the baseline's rows.</param>
public sealed record LvlmRegressionMetrics(
    string ScoringRule, double CandidateAccuracy, double BaselineAccuracy, PairedOutcomes Outcomes, IReadOnlyList<LvlmTaskRegression> Tasks);
