using MlopsCl.Learner.Kernels;
using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>Which inputs of increments are dropped in a step of training; it depends on seed, step and matrix alone.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Step">The number of the forward pass.</param>
internal sealed record DropoutDraw(long Seed, long Step)
{
    /// <summary>Drops a share of the inputs and scales the others up, so that their expectation stays.</summary>
    /// <param name="matrix">The matrix that the inputs are for.</param>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="input">[rows, in].</param>
    public Tensor Apply(string matrix, double share, Tensor input) =>
        DropoutKernel.Apply(input, new SeededRandom(Seed, "dropout " + matrix, Step).NextUInt64(), share);
}
