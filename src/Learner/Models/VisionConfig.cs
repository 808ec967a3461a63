namespace MlopsCl.Learner.Models;

/// <summary>A CLIP vision tower's sizes, as <c>vision_config</c> of a <c>config.json</c> gives them.</summary>
public sealed record VisionConfig
{
    /// <summary>Width of the hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width inside the feed-forward part.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Side of the square picture, in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Side of a patch, in pixels.</summary>
    public required int PatchSize { get; init; }

    /// <summary>Colour channels.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Activation of the feed-forward part, such as <c>quick_gelu</c> or <c>gelu</c>.</summary>
    public string Activation { get; init; } = "quick_gelu";

    /// <summary>Added to the variance in layer norms.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-5;

    /// <summary>Patches of a picture; the tower has one token more, the class token.</summary>
    public int Patches => (ImageSize / PatchSize) * (ImageSize / PatchSize);
}
