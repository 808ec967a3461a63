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
    /// <param name="starts">The first key of each sample that may be seen, [batch] (int64, on the device); null if all may.</param>
    /// <returns>[batch * queries, heads * size].</returns>
    public static Tensor Apply(Tensor query, Tensor key, Tensor value, bool isCausal, Tensor? starts = null) =>
        NativeKernels.HasBlas && KernelSet.IsFused(query, key, value) ? Fused(query, key, value, isCausal, starts)
        : IsLibTorchFaster(query) ? ByLibTorch(query, key, value, isCausal, starts)
        : Composed(query, key, value, isCausal, starts);

    /// <summary>Whether LibTorch's own attention is taken: in 16 bits on a GPU, where it keeps no weights. In 32 bits it may round products.</summary>
    internal static bool IsLibTorchFaster(Tensor query) => !KernelSet.IsComposedAsked
        && query.device_type == TorchSharp.DeviceType.CUDA && query.dtype is ScalarType.BFloat16 or ScalarType.Float16;

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

    /// <summary>As <see cref="Apply"/>, by LibTorch's attention, which has a kernel of its own on a GPU from version 2 on.</summary>
    public static Tensor ByLibTorch(Tensor query, Tensor key, Tensor value, bool isCausal, Tensor? starts = null)
    {
        using var scope = NewDisposeScope();
        var (batch, heads, queries, size) = (query.size(0), query.size(1), query.size(2), query.size(3));
        var keys = key.size(2);
        var isPlain = starts is null && (!isCausal || queries == 1 || queries == keys);
        var hidden = isPlain ? null : HiddenKeys(queries, keys, isCausal, starts, query.device);
        // A query that sees no key is shown all of them, so that its softmax stays a number, and gives zeros afterwards.
        var empty = starts is null || queries == 1 ? null : hidden?.all(3, keepdim: true);   // [batch, 1, queries, 1]; a last query sees itself
        var seen = hidden is null ? null : empty is null ? ~hidden : ~hidden | empty;
        var mixed = nn.functional.scaled_dot_product_attention(
            query, PerHead(key, heads), PerHead(value, heads), seen, is_casual: isPlain && isCausal && queries > 1);
        if (empty is not null)
            mixed = mixed.masked_fill(empty, 0.0);                                        // [batch, heads, queries, size]
        return mixed.transpose(1, 2).reshape(batch * queries, heads * size).MoveToOuterDisposeScope();
    }

    // [batch, key heads, keys, size] to [batch, heads, keys, size]
    private static Tensor PerHead(Tensor shared, long heads)
    {
        var (batch, keyHeads, keys, size) = (shared.size(0), shared.size(1), shared.size(2), shared.size(3));
        return keyHeads == heads ? shared : shared.unsqueeze(2).expand(batch, keyHeads, heads / keyHeads, keys, size).reshape(batch, heads, keys, size);
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
