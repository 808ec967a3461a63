namespace MlopsCl.Learner.Models;

/// <summary>A LLaVA model's architecture, as a Hugging Face <c>config.json</c> describes it.</summary>
public sealed record LlavaConfig
{
    /// <summary>The vision tower.</summary>
    public required VisionConfig Vision { get; init; }

    /// <summary>The decoder.</summary>
    public required TextConfig Text { get; init; }

    /// <summary>The token that stands for one image feature.</summary>
    public required int ImageToken { get; init; }

    /// <summary>Begin token; null if there is none.</summary>
    public int? BeginToken { get; init; }

    /// <summary>Tokens that end an answer.</summary>
    public required IReadOnlyList<int> EndTokens { get; init; }

    /// <summary>The token that fills short sequences; it is masked, so any will do.</summary>
    public int PadToken { get; init; }

    /// <summary>
    /// Hidden states of the tower that are taken as features, joined in this order: 0 is the input of the first layer, n the output of
    /// layer n; negative
    /// numbers count from the end.
    /// </summary>
    public IReadOnlyList<int> VisionFeatureLayers { get; init; } = [-2];

    /// <summary><c>default</c> leaves the class token out, <c>full</c> keeps it.</summary>
    public string VisionFeatureSelection { get; init; } = "default";

    /// <summary>Activation between the projector's two layers: <c>gelu</c> unless the configuration says otherwise.</summary>
    public string ProjectorActivation { get; init; } = "gelu";

    /// <summary>Whether the projector's matrices have biases.</summary>
    public bool HasProjectorBias { get; init; } = true;

    /// <summary>What the configuration states as the features of one picture (<c>image_seq_length</c>); <see cref="ImageTokens"/> is what counts.</summary>
    public int StatedImageTokens { get; init; } = 576;

    /// <summary>Features of one picture.</summary>
    public int ImageTokens => Vision.Patches + (VisionFeatureSelection == "full" ? 1 : 0);

    /// <summary>Width of the selected features: the tower's width times the number of layers.</summary>
    public int ImageWidth => Vision.HiddenSize * VisionFeatureLayers.Count;

    /// <summary>Layers of the vision tower that have a say: up to the highest that is taken.</summary>
    public int VisionDepth => VisionFeatureLayers.Max(VisionState);

    /// <summary>The place of a listed layer among the tower's hidden states, 0 for the input of the first layer.</summary>
    internal int VisionState(int layer) => layer < 0 ? Vision.Layers + 1 + layer : layer;
}
