namespace MlopsCl.Pipeline.Journal;

/// <summary>One update of a stream, as the journal knows it. Outputs are named by their SHA-256 and lie in the content store.</summary>
/// <param name="Key">SHA-256 over stream, task, dataset digest and recipe digest: the same request is the same run.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task's name.</param>
/// <param name="DatasetAddress">Where the producer put the dataset; without account and signature once the run has ended.</param>
/// <param name="DatasetSha256">The digest that it must have.</param>
/// <param name="RecipeSha256">The digest of the recipe that was in force at acceptance.</param>
/// <param name="Sequence">The run's number in its stream; runs happen in this order.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
public sealed record Run(
    string Key, string Stream, string Task, string DatasetAddress, string DatasetSha256, string RecipeSha256, long Sequence, DateTimeOffset AcceptedAt)
{
    /// <summary>The last finished step.</summary>
    public RunState State { get; init; }

    /// <summary>The epoch (fencing token) of the worker that wrote last; 0 before the first claim.</summary>
    public long Epoch { get; init; }

    /// <summary>How often it was put back into the queue on request after it had failed or been quarantined.</summary>
    public int Turn { get; init; }

    /// <summary>Attempts that ended with an error.</summary>
    public int Attempts { get; init; }

    /// <summary>Claims since the run last got further: a worker that dies leaves no error, so claims are counted as well.</summary>
    public int Claims { get; init; }

    /// <summary>The production release that the run builds on; null for the base model, or before it is prepared.</summary>
    public int? Parent { get; init; }

    /// <summary>The held-out set, stored.</summary>
    public string? TestSetSha256 { get; init; }

    /// <summary>The memory bank that the run learns with: the parent's, without what was erased since.</summary>
    public string? MemorySha256 { get; init; }

    /// <summary>The newest training checkpoint in the store.</summary>
    public string? CheckpointSha256 { get; init; }

    /// <summary>The candidate.</summary>
    public string? CandidateSha256 { get; init; }

    /// <summary>The candidate's scorecard.</summary>
    public string? ScorecardSha256 { get; init; }

    /// <summary>The scorecard of what the candidate is compared with: production, or the base model, on the same items.</summary>
    public string? ReferenceSha256 { get; init; }

    /// <summary>Per earlier task, the scores of the release that was best at it.</summary>
    public string? BestSha256 { get; init; }

    /// <summary>The verdict.</summary>
    public string? VerdictSha256 { get; init; }

    /// <summary>The release that came of it.</summary>
    public int? Release { get; init; }

    /// <summary>Why it was quarantined or failed; the last error while it is being tried again.</summary>
    public string? Reason { get; init; }

    /// <summary>The last error in full, stored.</summary>
    public string? LogSha256 { get; init; }

    /// <summary>Seconds that each phase took; of a phase that was stopped and resumed, or that failed and was repeated, the last part.</summary>
    public PhaseSeconds Seconds { get; init; } = new();

    /// <summary>When the journal last moved.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the run has come to an end.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsFinished => State is RunState.Promoted or RunState.Rejected or RunState.Quarantined or RunState.Failed;

    /// <summary>The run before its first step; its number, epoch and counts stay.</summary>
    internal Run Restarted() => new(Key, Stream, Task, DatasetAddress, DatasetSha256, RecipeSha256, Sequence, AcceptedAt)
    {
        Epoch = Epoch,
        Turn = Turn,
        Attempts = Attempts,
        Claims = Claims,
        Seconds = Seconds,
    };
}
