using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>The gate did not accept a candidate: the production release stays as it was.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task that was to be learned.</param>
/// <param name="RunKey">The run; the same for every delivery of this event.</param>
/// <param name="Verdict"><c>rejected</c> or <c>inconclusive</c>.</param>
/// <param name="Reasons">The rules that did not pass, one sentence each.</param>
[EntityName("mlopscl.promotion-rejected")]
public sealed record PromotionRejected(string Stream, string Task, string RunKey, string Verdict, IReadOnlyList<string> Reasons);
