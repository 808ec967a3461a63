namespace MlopsCl.Pipeline.Journal;

/// <summary>The last step that a run has finished.</summary>
public enum RunState
{
    /// <summary>The request is journalled and numbered.</summary>
    Accepted,

    /// <summary>The dataset was verified, its held-out set and the memory to learn with are stored.</summary>
    Prepared,

    /// <summary>The candidate is stored.</summary>
    Trained,

    /// <summary>The scorecards are stored.</summary>
    Scored,

    /// <summary>The verdict is stored.</summary>
    Judged,

    /// <summary>The end: the candidate is a release, and production.</summary>
    Promoted,

    /// <summary>The end: the gate did not accept the candidate.</summary>
    Rejected,

    /// <summary>The end: the dataset is bad; the reason names the record.</summary>
    Quarantined,

    /// <summary>The end: every attempt failed.</summary>
    Failed,
}
