using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>A training in the middle.</summary>
/// <param name="Losses">The loss of every step done.</param>
/// <param name="Tensors">Adapters' tensors and the optimizer's moments, by name.</param>
internal sealed record Checkpoint(IReadOnlyList<double> Losses, IReadOnlyDictionary<string, Tensor> Tensors);
