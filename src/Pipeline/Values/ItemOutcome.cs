namespace MlopsCl.Pipeline;

/// <summary>One held-out item's result.</summary>
/// <param name="Item">The sample's digest: pairs the same item across scorecards.</param>
/// <param name="Id">The record's name in its dataset.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Gold">The right answer.</param>
/// <param name="Answer">What the model said.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Picture">SHA-256 of the first picture; null without pictures.</param>
public sealed record ItemOutcome(string Item, string Id, string Question, string Gold, string Answer, double Score, string? Picture);
