using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Two layers with a GELU between: vision features to vectors as wide as the decoder's.</summary>
internal sealed class Projector(LlavaConfig config, Weights weights)
{
    private readonly Linear _first = Linear.Of(
        weights, ParameterNames.Projector + ".linear_1", config.Text.HiddenSize, config.ImageWidth, config.HasProjectorBias);
    private readonly Linear _second = Linear.Of(
        weights, ParameterNames.Projector + ".linear_2", config.Text.HiddenSize, config.Text.HiddenSize, config.HasProjectorBias);

    /// <summary>Projects rows, [rows, image width] to [rows, text width].</summary>
    public Tensor Forward(Tensor features)
    {
        using var scope = NewDisposeScope();
        return _second.Apply(_first.Apply(features).gelu()).MoveToOuterDisposeScope();
    }
}
