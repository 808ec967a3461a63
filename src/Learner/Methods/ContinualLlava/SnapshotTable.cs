using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>
/// Keeps copies of the entries that a task used, as they are at its end, so that later tasks can build on them while the pool goes on
/// changing.
/// </summary>
/// <param name="task">The task's number, from 1.</param>
/// <param name="earlier">Snapshots of earlier tasks.</param>
/// <param name="entries">The entries to copy: their places follow the earlier ones.</param>
internal sealed class SnapshotTable(int task, int earlier, IReadOnlyList<int> entries)
{
    /// <summary>Snapshots, this task's included.</summary>
    public int Count => earlier + entries.Count;

    /// <summary>
    /// Writes down which entries of which task the new places are for; their shares stay zero, so they have no effect yet.
    /// </summary>
    public void Reserve(AdapterState adapters)
    {
        Fill(adapters, PoolTensors.SnapshotTasks, [.. entries.Select(_ => (float)task)]);
        Fill(adapters, PoolTensors.SnapshotEntries, [.. entries.Select(entry => (float)entry)]);
    }

    /// <summary>Sets the shares.</summary>
    /// <param name="adapters">Where they lie.</param>
    /// <param name="meanWeights">The mean weight of each entry of the pool over the task's samples.</param>
    public void Share(AdapterState adapters, float[] meanWeights) =>
        Fill(adapters, PoolTensors.SnapshotShares, [.. entries.Select(entry => meanWeights[entry])]);

    /// <summary>Copies the entries' matrices.</summary>
    public void Copy(AdapterState adapters)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (pool, context) = (Group(adapters, PoolTensors.Pool), Group(adapters, PoolTensors.Context));
        foreach (var matrix in adapters.Matrices)
        {
            CopyRanks(adapters[pool.DownName(matrix)], adapters[context.DownName(matrix)], axis: 0, pool.Rank);
            CopyRanks(adapters[pool.UpName(matrix)], adapters[context.UpName(matrix)], axis: 1, pool.Rank);
        }
    }

    private void CopyRanks(Tensor from, Tensor to, long axis, int rank)
    {
        for (var place = 0; place < entries.Count; place++)
            to.narrow(axis, (long)(earlier + place) * rank, rank).copy_(from.narrow(axis, (long)entries[place] * rank, rank));
    }

    private void Fill(AdapterState adapters, string name, float[] values)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var target = adapters[name];
        target.narrow(0, earlier, values.Length).copy_(tensor(values, device: target.device));
    }

    private static LowRankGroup Group(AdapterState adapters, string name) => adapters.Groups.Single(group => group.Name == name);
}
