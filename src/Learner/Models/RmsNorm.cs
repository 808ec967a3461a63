using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Root-mean-square normalisation over the last axis (Zhang and Sennrich, 2019).</summary>
internal sealed record RmsNorm(Tensor Weight, double Epsilon)
{
    public Tensor Apply(Tensor input) => RmsNormKernel.Apply(input, Weight, Epsilon);
}
