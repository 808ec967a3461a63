namespace MlopsCl.Samples.AskApi;

/// <summary>An answer.</summary>
/// <param name="Answer">Its text.</param>
/// <param name="Confidence">The geometric mean of its tokens' probabilities, 0 to 1.</param>
/// <param name="Release">The release that gave it.</param>
internal sealed record AskReply(string Answer, float Confidence, int Release);
