using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// The weights of a pool's entries for a batch, without the entries that no sample takes: a pool of any size costs what its chosen
/// entries cost, and
/// a sample's result does not depend, to the last bit, on how many entries others have added.
/// </summary>
/// <param name="PerRow">The weights at each row of the pass, [rows, kept entries * rank].</param>
/// <param name="Ranks">Which ranks of the group are kept, [kept entries * rank] (int64); null for all.</param>
internal sealed record EntryGate(Tensor PerRow, Tensor? Ranks)
{
    /// <summary>The gate of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="weights">[batch, entries] or [1, entries].</param>
    /// <param name="batch">Samples.</param>
    /// <param name="length">Rows of each sample.</param>
    /// <returns>Null if no sample takes any entry.</returns>
    /// <exception cref="InvalidOperationException">The weights are not as many as the group's entries.</exception>
    public static EntryGate? Of(LowRankGroup group, Tensor weights, long batch, long length)
    {
        if (weights.shape[^1] != group.Entries)
            throw new InvalidOperationException($"Group '{group.Name}' has {group.Entries} entries, but the method's selector weighed {weights.shape[^1]}.");
        var kept = Kept(weights);
        if (kept.Length == 0)
            return null;
        if (kept.Length == group.Entries)
            return new EntryGate(Spread(weights, group, batch, length), null);
        var entries = tensor(kept, device: weights.device);
        var ranks = (entries.unsqueeze(1) * group.Rank + arange(group.Rank, dtype: ScalarType.Int64, device: weights.device)).flatten();   // [kept * rank]
        return new EntryGate(Spread(weights.index_select(1, entries), group, batch, length), ranks);
    }

    /// <summary>The same gate at some of the rows.</summary>
    /// <param name="rows">[n] (int64).</param>
    public EntryGate At(Tensor rows) => this with { PerRow = PerRow.index_select(0, rows) };

    private static long[] Kept(Tensor weights)
    {
        using var scope = NewDisposeScope();
        var taken = weights.detach().abs().sum(dim: 0).cpu().data<float>().ToArray();
        return [.. Enumerable.Range(0, taken.Length).Where(entry => taken[entry] != 0).Select(entry => (long)entry)];
    }

    private static Tensor Spread(Tensor weights, LowRankGroup group, long batch, long length)
    {
        using var scope = NewDisposeScope();
        var perRank = weights.expand(batch, weights.shape[1]).repeat_interleave(group.Rank, dim: 1);   // [batch, kept * rank]
        return perRank.repeat_interleave(length, dim: 0).MoveToOuterDisposeScope();                    // [batch * length, kept * rank]
    }
}
