namespace Microsoft.ML.Data;

/// <summary>When a step of a chain is needed.</summary>
[Flags]
public enum TransformerScope
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>While learning.</summary>
    Training = 1,

    /// <summary>While measuring.</summary>
    Testing = 2,

    /// <summary>While answering.</summary>
    Scoring = 4,

    /// <summary>While learning and measuring.</summary>
    TrainTest = Training | Testing,

    /// <summary>Always.</summary>
    Everything = Training | Testing | Scoring,
}
