namespace MlopsCl.Pipeline.Journal;

/// <summary>A stream's one mutable document: what is production, who may write, what waits. It changes by compare-and-swap only.</summary>
/// <param name="Stream">The stream.</param>
public sealed record StreamState(string Stream)
{
    /// <summary>The fencing token: raised by every worker that takes the stream, checked by every promotion.</summary>
    public long Epoch { get; init; }

    /// <summary>The number of the last accepted run.</summary>
    public long Sequence { get; init; }

    /// <summary>The release that serves; null before the first.</summary>
    public int? Production { get; init; }

    /// <summary>How many releases there are; the last one's number.</summary>
    public int Releases { get; init; }

    /// <summary>How many decision records there are; the last one's number.</summary>
    public int LedgerRecords { get; init; }

    /// <summary>SHA-256 of the last decision record.</summary>
    public string? LedgerSha256 { get; init; }

    /// <summary>The best score ever, per task in ordinal order.</summary>
    public IReadOnlyList<BestScore> Best { get; init; } = [];

    /// <summary>What was erased from the memory bank and must not enter it again.</summary>
    public IReadOnlyList<Memory.Erasure> Erasures { get; init; } = [];

    /// <summary>A decision that is made but not carried out in full; whoever reads it may finish it.</summary>
    public Promoting.Decision? Decision { get; init; }

    /// <summary>Accepted runs that have not come to their end, in their order.</summary>
    public IReadOnlyList<WaitingRun> Waiting { get; init; } = [];

    /// <summary>The best score of a task's dataset; null when there is none.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="datasetSha256">The dataset that the held-out items come from.</param>
    public BestScore? FindBest(string task, string datasetSha256) => Best.FirstOrDefault(b => b.Task == task && b.DatasetSha256 == datasetSha256);
}
