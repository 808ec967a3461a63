namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>Which entries of the pool a question takes that the pool has not seen.</summary>
public enum Allocation
{
    /// <summary>Unused ones, whose keys become the question's vector.</summary>
    Fresh,

    /// <summary>The nearest ones, as the paper says; their keys are then trained towards the question.</summary>
    Cosine,
}
