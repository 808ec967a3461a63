namespace MlopsCl.Pipeline.Gating;

/// <summary>The evidence that a verdict rests on.</summary>
/// <param name="Candidate">The candidate, examined on every task.</param>
/// <param name="NewTask">The task that it has learned.</param>
/// <param name="Production">The release in production, examined on every task and on the new one; null while there is none.</param>
/// <param name="Best">Of each earlier task, the best score that a release ever had; null while there is no release.</param>
/// <param name="Base">The untrained base model on the new task: the reference while there is no production.</param>
public sealed record GateInput(Scorecard Candidate, string NewTask, Scorecard? Production, Scorecard? Best, Scorecard? Base)
{
    /// <summary>Every task that the stream has learned before: evidence on each is demanded, whatever the scorecards hold.</summary>
    public required IReadOnlyList<string> EarlierTasks { get; init; }
}
