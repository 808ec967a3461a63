using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>What one pass through the decoder needs besides hidden states.</summary>
/// <param name="Batch">Samples.</param>
/// <param name="Rotation">Of the positions of this pass's tokens.</param>
/// <param name="Starts">
/// First real column of each sample, [batch] (int64, on the device), where there is padding on the left; null where there is none.
/// </param>
/// <param name="Adapters">What is added to the matrices.</param>
internal sealed record DecoderPass(long Batch, Rotation Rotation, Tensor? Starts, AdapterPass Adapters)
{
    /// <summary>One a layer; null when nothing is kept.</summary>
    public IReadOnlyList<KeyValueCache>? Caches { get; init; }

    /// <summary>The rows that are wanted of the last layer, [n] (int64); null for all.</summary>
    public Tensor? Rows { get; init; }

    /// <summary>Runs the layers that gradients go through without keeping their insides; null keeps them. Not with caches.</summary>
    public LayerRecomputation? Recomputation { get; init; }

    /// <summary>Receives the input of the first layer and the output of each, for inspection; null for none.</summary>
    public ICollection<Tensor>? Trace { get; init; }
}
