using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Scaled dot-product attention with grouped queries.</summary>
internal static class Attention
{
    /// <summary>Attends.</summary>
    /// <param name="query">[batch, heads, queries, head size].</param>
    /// <param name="key">[batch, key heads, keys, head size]; query head h reads key head h / (heads / key heads).</param>
    /// <param name="value">As <paramref name="key"/>.</param>
    /// <param name="mask">Added to the scores, broadcast to [batch, 1, queries, keys]; null if every query sees every key.</param>
    /// <returns>[batch * queries, heads * head size].</returns>
    public static Tensor Apply(Tensor query, Tensor key, Tensor value, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var (batch, heads, queries, size) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3]);
        var (keyHeads, keys) = (key.shape[1], key.shape[2]);
        var grouped = (query * (1 / Math.Sqrt(size))).reshape(batch, keyHeads, heads / keyHeads * queries, size);
        var scores = grouped.matmul(key.transpose(2, 3));                           // [batch, key heads, group * queries, keys]
        if (mask is not null)
        {
            scores = scores.view(batch, heads, queries, keys) + mask;
            scores = scores.view(batch, keyHeads, heads / keyHeads * queries, keys);
        }

        var mixed = scores.softmax(-1).matmul(value);                               // [batch, key heads, group * queries, head size]
        mixed = mixed.view(batch, heads, queries, size).transpose(1, 2);            // [batch, queries, heads, head size]
        return mixed.reshape(batch * queries, heads * size).MoveToOuterDisposeScope();
    }

    /// <summary>Splits rows into heads: [batch * length, heads * size] to [batch, heads, length, size].</summary>
    public static Tensor SplitHeads(Tensor rows, long batch, long heads) =>
        rows.view(batch, rows.shape[0] / batch, heads, rows.shape[1] / heads).transpose(1, 2);
}
