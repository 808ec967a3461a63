using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// What a batch of samples adds to the model besides plain adapters: prompt vectors and weights of pool entries, chosen per sample.
/// </summary>
public sealed record Conditioning
{
    /// <summary>Nothing: plain adapters only.</summary>
    public static Conditioning None { get; } = new();

    /// <summary>Vectors in front of every sequence, [batch, prompt tokens, text width]; null for none.</summary>
    public Tensor? Prompt { get; init; }

    /// <summary>Group name to entry weights, [batch, entries] or [1, entries].</summary>
    public IReadOnlyDictionary<string, Tensor> Gates { get; init; } = new Dictionary<string, Tensor>();
}
