using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Root-mean-square normalisation over the last axis (Zhang and Sennrich, 2019).</summary>
internal sealed record RmsNorm(Tensor Weight, double Epsilon)
{
    private static readonly long[] LastAxis = [-1];

    public Tensor Apply(Tensor input)
    {
        using var scope = NewDisposeScope();
        var scale = (input.square().mean(LastAxis, keepdim: true) + Epsilon).rsqrt();
        return (input * scale * Weight).MoveToOuterDisposeScope();
    }
}
