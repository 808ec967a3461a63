using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Turns the two halves of each head against each other by the position's angles.</summary>
/// <param name="Cosines">[length, head size], or [batch, 1, length, head size] where positions differ by sample.</param>
/// <param name="Sines">As <paramref name="Cosines"/>.</param>
internal sealed record Rotation(Tensor Cosines, Tensor Sines)
{
    /// <summary>Rotates heads, [batch, heads, length, head size].</summary>
    public Tensor Apply(Tensor heads) => RopeKernel.Apply(heads, Cosines, Sines);
}
