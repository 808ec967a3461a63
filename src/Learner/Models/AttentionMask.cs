using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Masks that are added to attention scores: 0 where a query sees a key, very negative where not.</summary>
internal static class AttentionMask
{
    // Not minus infinity: a padded query sees no key at all, and its softmax must stay a number.
    private const float Hidden = -1e30f;

    /// <summary>Every query sees itself and what is before it, [length, length].</summary>
    public static Tensor Causal(long length, Device device) => full(length, length, Hidden, device: device).triu(1);

    /// <summary>The same for sequences with padding on the left, [batch, 1, length, length].</summary>
    /// <param name="starts">First real token of each sample, [batch] (int64).</param>
    /// <param name="length">Tokens with padding.</param>
    public static Tensor CausalFrom(Tensor starts, long length) => Causal(length, starts.device) + Padding(starts, length);

    /// <summary>Hides padding on the left from every query, [batch, 1, 1, length].</summary>
    public static Tensor Padding(Tensor starts, long length)
    {
        var isPadding = arange(length, dtype: ScalarType.Int64, device: starts.device).unsqueeze(0) < starts.unsqueeze(1);   // [batch, length]
        return (isPadding.to_type(ScalarType.Float32) * Hidden).view(starts.shape[0], 1, 1, length);
    }
}
