using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>
/// Weighs the pool's entries by the question, and the snapshots of earlier tasks by the tasks that the chosen entries belong to.
/// </summary>
/// <param name="options">How many entries, from what vector, with what context.</param>
/// <param name="task">The number from 1 of the task in training; 0 when answering.</param>
internal sealed class PoolSelector(ContinualLlavaOptions options, int task) : AdapterSelector
{
    public override Conditioning Select(Instruction instruction, AdapterState adapters) => Weigh(instruction, adapters, OwnersOf);

    /// <summary>As when answering, but the contextual weights are the current task's.</summary>
    public override Conditioning SelectForTraining(Batch batch, AdapterState adapters) => Weigh(batch.Instruction, adapters, (_, _) => [(task, 1f)]);

    /// <summary>The questions' vectors, [batch, text width].</summary>
    public static Tensor Vectors(Instruction instruction, InstructionFeature feature) =>
        feature == InstructionFeature.Embedding ? instruction.Text : instruction.ReadLastState();

    /// <summary>The pool's keys.</summary>
    public static PoolKeys ReadKeys(ContinualLlavaOptions options, AdapterState adapters) => new(
        options,
        VectorRows.Read(adapters[PoolTensors.Keys]),
        [.. VectorRows.ReadValues(adapters[PoolTensors.Owners]).Select(owner => (int)owner)],
        VectorRows.ReadValues(adapters[PoolTensors.Centre]));

    private Conditioning Weigh(Instruction instruction, AdapterState adapters, Func<EntryChoice, PoolKeys, (int Task, float Share)[]> rowsOf)
    {
        using var scope = NewDisposeScope();
        var pool = ReadKeys(options, adapters);
        EntryChoice[] choices = [.. VectorRows.Read(Vectors(instruction, options.Feature)).Select(question => Choose(pool, question))];
        var gates = new Dictionary<string, Tensor> { [PoolTensors.Pool] = PoolGate(choices, pool.Count, adapters).MoveToOuterDisposeScope() };
        if (adapters.Groups.Any(group => group.Name == PoolTensors.Context))
            gates[PoolTensors.Context] = ContextGate([.. choices.Select(choice => rowsOf(choice, pool))], adapters).MoveToOuterDisposeScope();
        return new Conditioning { Gates = gates };
    }

    private static EntryChoice Choose(PoolKeys pool, float[] question) =>
        pool.Choose(question) ?? throw new InvalidOperationException("The pool has no used entry, so nothing was learned yet; train a task first.");

    private static Tensor PoolGate(EntryChoice[] choices, int entries, AdapterState adapters)
    {
        var gate = new float[choices.Length * entries];
        for (var sample = 0; sample < choices.Length; sample++)
        {
            for (var place = 0; place < choices[sample].Entries.Length; place++)
                gate[sample * entries + choices[sample].Entries[place]] = choices[sample].Weights[place];
        }

        return tensor(gate, [choices.Length, entries], device: adapters[PoolTensors.Keys].device);
    }

    private (int Task, float Share)[] OwnersOf(EntryChoice choice, PoolKeys pool)
    {
        if (options.Context == ContextRow.Latest)
            return [(pool.Owners.Max(), 1f)];
        return [.. choice.Entries.Zip(choice.Weights, (entry, weight) => (Owner: pool.Owners[entry], Weight: weight)).GroupBy(pair => pair.Owner)
            .Select(same => (same.Key, same.Count() == choice.Entries.Length ? 1f : same.Sum(pair => pair.Weight)))];
    }

    // sum over tasks u of (share of u in the sample's choice) * sigmoid(w_u,l) * (share of the entry in task l), [batch, snapshots]
    private Tensor ContextGate((int Task, float Share)[][] rows, AdapterState adapters)
    {
        var snapshots = VectorRows.ReadValues(adapters[PoolTensors.SnapshotTasks]);
        var shares = VectorRows.ReadValues(adapters[PoolTensors.SnapshotShares]);
        int[] tasks = [
            .. rows.SelectMany(sample => sample.Select(row => row.Task)).Where(owner => adapters.Contains(PoolTensors.Row(owner))).Distinct().Order()];
        var device = adapters[PoolTensors.Keys].device;
        if (tasks.Length == 0)
            return zeros(rows.Length, snapshots.Length, device: device);
        var mix = new float[rows.Length * tasks.Length];
        for (var sample = 0; sample < rows.Length; sample++)
        {
            foreach (var (owner, share) in rows[sample].Where(row => tasks.Contains(row.Task)))
                mix[sample * tasks.Length + Array.IndexOf(tasks, owner)] = share;
        }

        var weights = stack(tasks.Select(owner => ContextWeights(owner, snapshots, shares, adapters)));                  // [tasks, snapshots]
        return tensor(mix, [rows.Length, tasks.Length], device: device).matmul(weights);
    }

    private Tensor ContextWeights(int owner, float[] snapshots, float[] shares, AdapterState adapters)
    {
        var row = adapters[PoolTensors.Row(owner)];
        var last = options.ContextHasCurrent ? owner : owner - 1;
        var places = tensor(snapshots.Select(taken => Math.Min((long)taken, owner) - 1).ToArray(), device: row.device);
        var allowed = tensor(snapshots.Zip(shares, (taken, share) => taken <= last ? share : 0f).ToArray(), device: row.device);
        return row.sigmoid().index_select(0, places) * allowed;                                                           // [snapshots]
    }
}
