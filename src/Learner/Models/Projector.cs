using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Two layers with an activation between: vision features to vectors as wide as the decoder's.</summary>
internal sealed class Projector(LlavaConfig config, Weights weights)
{
    private readonly Linear _first = Linear.Of(
        weights, ParameterNames.Projector + ".linear_1", config.Text.HiddenSize, config.ImageWidth, config.HasProjectorBias);
    private readonly Linear _second = Linear.Of(
        weights, ParameterNames.Projector + ".linear_2", config.Text.HiddenSize, config.Text.HiddenSize, config.HasProjectorBias);

    private readonly string _activation = config.ProjectorActivation;

    /// <summary>Projects rows, [rows, image width] to [rows, text width], in the type of its weights.</summary>
    /// <param name="features">[rows, image width].</param>
    /// <param name="adapters">What is added to the matrices, or stands in their place; null for nothing.</param>
    public Tensor Forward(Tensor features, AdapterPass? adapters = null)
    {
        using var scope = NewDisposeScope();
        var pass = adapters ?? AdapterPass.None;
        var inner = Activation.Apply(_activation, _first.Apply(features.to_type(_first.Weight.dtype), pass));
        return _second.Apply(inner, pass).MoveToOuterDisposeScope();
    }
}
