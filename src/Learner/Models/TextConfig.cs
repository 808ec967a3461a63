namespace MlopsCl.Learner.Models;

/// <summary>A Llama decoder's sizes, as <c>text_config</c> of a <c>config.json</c> gives them.</summary>
public sealed record TextConfig
{
    /// <summary>Width of the hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width inside the feed-forward part.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Heads of keys and values; divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Width of a head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Tokens in the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Added to the mean square in RMS norms.</summary>
    public double RmsNormEpsilon { get; init; } = 1e-6;

    /// <summary>Tokens of the longest sequence.</summary>
    public int MaxPositions { get; init; } = 2048;

    /// <summary>Rotary position embedding.</summary>
    public RopeConfig Rope { get; init; } = new();

    /// <summary>Whether the output head is the token embedding.</summary>
    public bool IsHeadTied { get; init; }

    /// <summary>Whether attention matrices have biases.</summary>
    public bool HasAttentionBias { get; init; }

    /// <summary>Whether feed-forward matrices have biases.</summary>
    public bool HasMlpBias { get; init; }
}
