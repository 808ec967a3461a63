using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Evaluation;

/// <summary>One held-out sample.</summary>
/// <param name="Sample">The sample; its last turn is the gold answer.</param>
/// <param name="Digest">The sample's digest.</param>
/// <param name="Picture">SHA-256 of its first picture; null without pictures.</param>
public sealed record HeldOutItem(Sample Sample, string Digest, string? Picture);
