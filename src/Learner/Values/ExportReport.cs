namespace MlopsCl.Learner;

/// <summary>What an export wrote.</summary>
/// <param name="Tensors">Weights.</param>
/// <param name="Merged">Weights that adapters changed.</param>
/// <param name="Bytes">Bytes of all weights.</param>
/// <param name="Files">Names of the files, sorted.</param>
public sealed record ExportReport(int Tensors, int Merged, long Bytes, IReadOnlyList<string> Files);
