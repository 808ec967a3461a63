using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Layer normalisation over the last axis (Ba, Kiros and Hinton, 2016).</summary>
internal sealed record LayerNorm(Tensor Weight, Tensor Bias, double Epsilon)
{
    public static LayerNorm Of(Weights weights, string name, long width, double epsilon) =>
        new(weights.Get(name + ".weight", width), weights.Get(name + ".bias", width), epsilon);

    public Tensor Apply(Tensor input) => nn.functional.layer_norm(input, Weight.shape, Weight, Bias, Epsilon);
}
