using MlopsCl.Pipeline;

namespace MlopsCl.Consumers;

/// <summary>From outcome to message.</summary>
internal static class Announcement
{
    /// <exception cref="ArgumentException">The outcome is of no known kind.</exception>
    public static object Of(RunOutcome outcome) => outcome switch
    {
        RunPromoted o => new ModelPromoted(
            o.Run.Stream, o.Run.Task, o.Run.Key, o.Release.Number, o.Release.Candidate.AdapterSha256,
            o.Scorecard.Tasks.ToDictionary(t => t.Task, t => t.Accuracy)),
        RunRejected o => new PromotionRejected(
            o.Run.Stream, o.Run.Task, o.Run.Key, o.Verdict.Result, [.. o.Verdict.Reasons.Where(r => r.Result != RuleResult.Pass).Select(r => r.Reason)]),
        RunQuarantined o => new DatasetQuarantined(o.Run.Stream, o.Run.Task, o.Run.Key, o.Reason),
        RunFailed o => new UpdateFailed(o.Run.Stream, o.Run.Task, o.Run.Key, o.Reason),
        _ => throw new ArgumentException($"Outcome '{outcome.GetType().Name}' is of no known kind.", nameof(outcome)),
    };
}
