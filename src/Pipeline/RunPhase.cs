namespace MlopsCl.Pipeline;

/// <summary>What a run is doing.</summary>
public enum RunPhase
{
    /// <summary>Reads and verifies the dataset, stores the held-out set, brings memory and parent to the worker.</summary>
    Prepare,

    /// <summary>Learns.</summary>
    Train,

    /// <summary>Examines the candidate, and the reference, on every task so far.</summary>
    Evaluate,

    /// <summary>Judges.</summary>
    Gate,

    /// <summary>Writes the release and moves the production pointer, or records the rejection.</summary>
    Promote,
}
