using MlopsCl.Learner.Scoring;

namespace MlopsCl.Pipeline.Gating;

/// <summary>The limits that a candidate is held against. Scores, gains and losses are fractions of 1: 0.02 is two points of a hundred.</summary>
public sealed record GatePolicy
{
    /// <summary>How scores are compared.</summary>
    /// <value>The default is <see cref="GateMode.Point"/>.</value>
    public GateMode Mode { get; init; } = GateMode.Point;

    /// <summary>How much better than the reference the candidate must be at the new task, 0 to 1.</summary>
    /// <value>The default is 0.02.</value>
    public double MinimumGain { get; init; } = 0.02;

    /// <summary>
    /// How much an earlier task may lose, against production and against the best release ever: the budget is not renewed by a promotion. 0 to 1.
    /// </summary>
    /// <value>The default is 0.05.</value>
    public double ForgettingBudget { get; init; } = 0.05;

    /// <summary>Budgets of single tasks, in place of <see cref="ForgettingBudget"/>.</summary>
    public IReadOnlyDictionary<string, double> TaskBudgets { get; init; } = new Dictionary<string, double>();

    /// <summary>How much the earlier tasks may lose on average against the best releases ever, 0 to 1.</summary>
    /// <value>The default is 0.03.</value>
    public double AverageBudget { get; init; } = 0.03;

    /// <summary>Held-out items that a task must have at least to count as evidence, at least 1.</summary>
    /// <value>The default is 50: with fewer, one item is worth more than two points.</value>
    public int MinimumItems { get; init; } = 50;

    /// <summary>The score at or under which a reference tells nothing, 0 to 1; null takes the score of the best constant answer on the same items.</summary>
    /// <value>The default is null.</value>
    public double? Floor { get; init; }

    /// <summary>The forgetting budget of a task.</summary>
    /// <param name="task">The task's name.</param>
    public double BudgetOf(string task) => TaskBudgets.TryGetValue(task, out var budget) ? budget : ForgettingBudget;

    /// <summary>The score at or under which a reference on a task tells nothing.</summary>
    /// <param name="score">The reference; its right answers say what a constant answer would score.</param>
    public double FloorOf(TaskScore score) =>
        Floor ?? (score.Items == 0 ? 0 : (double)score.Outcomes.GroupBy(o => ScoringRules.Normalise(o.Gold)).Max(g => g.Count()) / score.Items);
}
