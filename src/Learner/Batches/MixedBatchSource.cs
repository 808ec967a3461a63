using MlopsCl.Learner.Randomness;

namespace MlopsCl.Learner.Batches;

/// <summary>
/// New samples with a fixed share of memory samples in every batch. An epoch passes once over the new samples; the memory is drawn in
/// shuffled rounds,
/// each of which takes every memory sample once. Drawn equally, each earlier task has rounds of its own and the tasks take turns.
/// </summary>
internal sealed class MixedBatchSource : IBatchSource
{
    private readonly IReadOnlyList<PreparedSample> _memory;
    private readonly PreparedSample[][] _pools;
    private readonly SampleBatchSource _fresh;
    private readonly long _seed;
    private readonly int _memoryPerBatch;

    /// <summary>Mixes memory into batches.</summary>
    /// <param name="samples">The new samples, at least one.</param>
    /// <param name="memory">The memory's samples; none leaves the batches as they were.</param>
    /// <param name="batchSize">Samples per batch, of both kinds together.</param>
    /// <param name="ratio">Memory samples per new sample; 0 takes the proportion of the two sets.</param>
    /// <param name="seed">The seed of both orders.</param>
    /// <param name="drawsTasksEqually">Whether every earlier task is drawn equally often, however large its memory is.</param>
    public MixedBatchSource(
        IReadOnlyList<PreparedSample> samples, IReadOnlyList<PreparedSample> memory, int batchSize, double ratio, long seed,
        bool drawsTasksEqually = false)
    {
        var share = ratio > 0 ? ratio / (1 + ratio) : memory.Count / (double)(memory.Count + samples.Count);
        _memoryPerBatch = memory.Count == 0 ? 0 : Math.Clamp((int)Math.Round(batchSize * share), 1, Math.Max(1, batchSize - 1));
        _fresh = new SampleBatchSource(samples, Math.Max(1, batchSize - _memoryPerBatch), seed);
        (_memory, _seed) = (memory, seed);
        _pools = drawsTasksEqually ? [.. memory.GroupBy(sample => sample.Task).Select(task => task.ToArray())] : [[.. memory]];
    }

    public IReadOnlyList<PreparedSample> Samples => _fresh.Samples;

    public IReadOnlyList<PreparedSample> Memory => _memory;

    public int BatchesPerEpoch => _fresh.BatchesPerEpoch;

    public IReadOnlyList<PreparedSample> Read(int epoch, int index) =>
        [.. _fresh.Read(epoch, index), .. MemoryOf((long)epoch * BatchesPerEpoch + index)];

    private IEnumerable<PreparedSample> MemoryOf(long batch)
    {
        var rounds = new Dictionary<(long Pool, long Round), int[]>();
        for (var draw = batch * _memoryPerBatch; draw < (batch + 1) * _memoryPerBatch; draw++)
        {
            var (turn, pool) = Math.DivRem(draw, (long)_pools.Length);
            var (round, place) = Math.DivRem(turn, (long)_pools[pool].Length);
            if (!rounds.TryGetValue((pool, round), out var order))
                rounds[(pool, round)] = order = new SeededRandom(_seed, PurposeOf(pool), round).Permutation(_pools[pool].Length);
            yield return _pools[pool][order[place]];
        }
    }

    private string PurposeOf(long pool) => pool == 0 ? "memory" : FormattableString.Invariant($"memory {pool}");
}
