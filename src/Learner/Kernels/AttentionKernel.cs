using static TorchSharp.torch;

namespace MlopsCl.Learner.Kernels;

/// <summary>Scaled dot-product attention with grouped queries, a causal mask and padding on the left.</summary>
internal static class AttentionKernel
{
    // Not minus infinity: the softmax of a query that sees no key must stay a number.
    private const double Hidden = -1e30, HiddenInHalf = -6e4;

    /// <summary>softmax(query key^T / sqrt(size)) value, head by head. A query that sees no key gives zeros.</summary>
    /// <param name="query">[batch, heads, queries, size], of any strides.</param>
    /// <param name="key">[batch, key heads, keys, size]; query head h reads key head h / (heads / key heads).</param>
    /// <param name="value">As <paramref name="key"/>.</param>
    /// <param name="isCausal">Whether a query sees only keys up to its own place; the last query stands at the last key.</param>
    /// <param name="starts">The first key of each sample that may be seen, [batch] (int64, on the processor); null if all may.</param>
    /// <returns>[batch * queries, heads * size].</returns>
    public static Tensor Apply(Tensor query, Tensor key, Tensor value, bool isCausal, Tensor? starts = null) =>
        NativeKernels.HasBlas && KernelSet.IsFused(query, key, value)
            ? Fused(query, key, value, isCausal, starts)
            : Composed(query, key, value, isCausal, starts);

    public static Tensor Composed(Tensor query, Tensor key, Tensor value, bool isCausal, Tensor? starts = null)
    {
        using var scope = NewDisposeScope();
        var (batch, heads, queries, size) = (query.size(0), query.size(1), query.size(2), query.size(3));
        var (keyHeads, keys) = (key.size(1), key.size(2));
        var grouped = (query * (1 / Math.Sqrt(size))).reshape(batch, keyHeads, heads / keyHeads * queries, size);
        var scores = grouped.matmul(key.transpose(2, 3)).view(batch, heads, queries, keys);
        var weights = Softmax(scores, HiddenKeys(queries, keys, isCausal, starts, query.device));
        var mixed = weights.view(batch, keyHeads, heads / keyHeads * queries, keys).matmul(value);
        mixed = mixed.view(batch, heads, queries, size).transpose(1, 2);                  // [batch, queries, heads, size]
        return mixed.reshape(batch * queries, heads * size).MoveToOuterDisposeScope();
    }

    public static Tensor Fused(Tensor query, Tensor key, Tensor value, bool isCausal, Tensor? starts = null)
    {
        var (batch, heads, queries, size) = (query.size(0), query.size(1), query.size(2), query.size(3));
        var scale = 1 / Math.Sqrt(size);
        using var made = NativeKernels.Made(
            NativeKernels.mk_attention(query.Handle, key.Handle, value.Handle, starts?.Handle ?? 0, isCausal ? 1 : 0, scale));
        GC.KeepAlive(query);
        GC.KeepAlive(key);
        GC.KeepAlive(value);
        GC.KeepAlive(starts);
        return made.view(batch * queries, heads * size);                                  // from [batch, queries, heads, size]
    }

    private static Tensor Softmax(Tensor scores, Tensor? hidden)
    {
        if (hidden is null) return scores.softmax(-1);
        var floor = scores.dtype == ScalarType.Float16 ? HiddenInHalf : Hidden;
        return scores.masked_fill(hidden, floor).softmax(-1).masked_fill(hidden, 0.0);
    }

    // True where a query does not see a key, broadcast to [batch, heads, queries, keys]; null if every query sees every key.
    private static Tensor? HiddenKeys(long queries, long keys, bool isCausal, Tensor? starts, Device device)
    {
        var places = arange(keys, dtype: ScalarType.Int64, device: device);               // [keys]
        var later = isCausal && queries > 1 ? places.unsqueeze(0) > (places.narrow(0, keys - queries, queries).unsqueeze(1)) : null;
        if (starts is null) return later;
        var padding = (places.unsqueeze(0) < starts.to(device).unsqueeze(1)).view(starts.size(0), 1, 1, keys);
        return later is null ? padding : padding | later;                                 // [batch, 1, queries, keys]
    }
}
