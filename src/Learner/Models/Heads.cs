using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Attention heads.</summary>
internal static class Heads
{
    /// <summary>Splits rows into heads: [batch * length, heads * size] to [batch, heads, length, size].</summary>
    public static Tensor Split(Tensor rows, long batch, long heads) =>
        rows.view(batch, rows.shape[0] / batch, heads, rows.shape[1] / heads).transpose(1, 2);
}
