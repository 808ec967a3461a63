namespace MlopsCl.Learner;

/// <summary>What this machine computes with.</summary>
/// <param name="LibTorch">LibTorch's version.</param>
/// <param name="Threads">Threads that one operation uses.</param>
/// <param name="GigaflopsPerSecond">
/// The speed of a matrix product of 512 x 512 in fp32: the best of a few, in 1e9 operations per second.
/// </param>
/// <param name="Gpus">CUDA devices that LibTorch can use.</param>
public sealed record ComputeFacts(string LibTorch, int Threads, double GigaflopsPerSecond, int Gpus);
