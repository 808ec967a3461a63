using MlopsCl.Learner;

namespace MlopsCl.Serving;

/// <summary>An answer, and the release that gave it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Release">The release's number.</param>
public sealed record PooledAnswer(Answer Answer, int Release);
