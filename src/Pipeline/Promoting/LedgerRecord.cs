namespace MlopsCl.Pipeline.Promoting;

/// <summary>
/// One decision about a stream. Each record holds the digest of the one before, so none can be changed or taken out unseen.
/// </summary>
/// <param name="Number">1, 2, … within the stream.</param>
/// <param name="Previous">SHA-256 of the record before, as it lies in the store; null in the first.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="At">When.</param>
public sealed record LedgerRecord(int Number, string? Previous, string Stream, LedgerKind Kind, DateTimeOffset At)
{
    /// <summary>The release that serves afterwards; null when none does.</summary>
    public int? Production { get; init; }

    /// <summary>The run that was judged; null when a person decided.</summary>
    public string? RunKey { get; init; }

    /// <summary>The task of that run.</summary>
    public string? Task { get; init; }

    /// <summary>The epoch of the worker that decided.</summary>
    public long? Epoch { get; init; }

    /// <summary>The digest of the release's document.</summary>
    public string? ReleaseSha256 { get; init; }

    /// <summary>The digest of the candidate.</summary>
    public string? CandidateSha256 { get; init; }

    /// <summary>The digest of the candidate's scorecard.</summary>
    public string? ScorecardSha256 { get; init; }

    /// <summary>The digest of the verdict.</summary>
    public string? VerdictSha256 { get; init; }

    /// <summary>The digests of samples that were erased from memory.</summary>
    public IReadOnlyList<string>? Erased { get; init; }

    /// <summary>The reason that a person gave.</summary>
    public string? Reason { get; init; }
}
