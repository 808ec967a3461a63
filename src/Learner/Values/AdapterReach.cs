namespace MlopsCl.Learner;

/// <summary>What adapters reach in a model.</summary>
/// <param name="Matrices">Names of the matrices that carry increments, sorted.</param>
/// <param name="WholeParameters">Names of the parameters that are trained whole, sorted.</param>
/// <param name="TrainableParameters">Scalars that are trained.</param>
public sealed record AdapterReach(IReadOnlyList<string> Matrices, IReadOnlyList<string> WholeParameters, long TrainableParameters);
