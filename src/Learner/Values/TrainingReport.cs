namespace MlopsCl.Learner;

/// <summary>What a training did. Holds no clock times, so that equal runs give equal reports.</summary>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="Samples">Samples of the new task.</param>
/// <param name="MemorySamples">Samples of earlier tasks that were mixed in.</param>
/// <param name="TrainableParameters">Scalars that were trained.</param>
/// <param name="Losses">Mean loss per learned token of each step.</param>
/// <param name="AdapterSha256">SHA-256 of <c>adapter_model.safetensors</c>, lower-case hexadecimal.</param>
public sealed record TrainingReport(
    int Steps, int Samples, int MemorySamples, long TrainableParameters, IReadOnlyList<double> Losses, string AdapterSha256);
