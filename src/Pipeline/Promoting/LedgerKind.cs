namespace MlopsCl.Pipeline.Promoting;

/// <summary>What a decision was.</summary>
public enum LedgerKind
{
    /// <summary>A candidate became a release and production.</summary>
    Promoted,

    /// <summary>A candidate was not accepted.</summary>
    Rejected,

    /// <summary>Production was moved to an earlier release.</summary>
    RolledBack,

    /// <summary>Samples were erased from the memory bank.</summary>
    Erased,
}
