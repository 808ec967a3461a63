using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>
/// What a task does to the pool, decided before its adapters exist: keys, owners, growth, and room for the task's snapshots.
/// </summary>
internal sealed class PoolPlan
{
    private readonly ContinualLlavaOptions _options;
    private readonly LearningContext _context;
    private readonly float[][] _questions;
    private readonly int[] _counts;
    private readonly List<float[]> _keys;
    private readonly List<int> _owners;
    private readonly float[] _centre;
    private readonly SnapshotTable _snapshots;

    private PoolPlan(ContinualLlavaOptions options, LearningContext context, int task)
    {
        (_options, _context, Task) = (options, context, task);
        var questions = QuestionCount.Of(context.Samples);
        _counts = [.. questions.Select(question => question.Count)];
        _questions = ReadVectors(options, context, questions);
        _keys = [.. Restored(PoolTensors.Keys) is { } keys ? VectorRows.Read(keys) : StartKeys()];
        _owners = [.. Restored(PoolTensors.Owners) is { } owners ? VectorRows.ReadValues(owners).Select(owner => (int)owner) : _keys.Select(_ => 0)];
        _centre = MoveCentre();
        if (options.Allocation == Allocation.Fresh)
            new FreshAllocation(options).Allocate(_questions, _counts, _keys, _owners, _centre, task);
        var used = options.Allocation == Allocation.Fresh ? Used(Keys()) : [.. Enumerable.Range(0, _keys.Count)];
        _snapshots = new SnapshotTable(task, (int)(Restored(PoolTensors.SnapshotTasks)?.shape[0] ?? 0), used);
    }

    /// <summary>The task's number, from 1.</summary>
    public int Task { get; }

    /// <summary>Decides.</summary>
    public static PoolPlan Make(ContinualLlavaOptions options, LearningContext context, int task) => new(options, context, task);

    /// <summary>The groups and tensors.</summary>
    public AdapterPlan ToAdapterPlan()
    {
        var pool = new LowRankGroup
        {
            Name = PoolTensors.Pool, Targets = _options.Targets, Rank = _options.Rank, Entries = _keys.Count,
            Alpha = _options.Scale * _options.Rank, IsGated = true, IsDecayed = false,
        };
        var context = pool with { Name = PoolTensors.Context, Entries = _snapshots.Count, IsTrained = false };
        return _options.Context == ContextRow.Off
            ? new AdapterPlan { Groups = [pool], Tensors = [.. PoolTables()] }
            : new AdapterPlan { Groups = [pool, context], Tensors = [.. PoolTables(), .. ContextTables()] };
    }

    /// <summary>Writes keys, owners and room for snapshots into the tensors.</summary>
    public void Fill(AdapterState adapters)
    {
        using var scope = NewDisposeScope();
        var width = _centre.Length;
        adapters.Set(PoolTensors.Keys, tensor(_keys.SelectMany(key => key).ToArray(), [_keys.Count, width]));
        adapters.Set(PoolTensors.Centre, tensor(_centre, [1, width]));
        if (_options.Allocation == Allocation.Fresh)
            Own(Keys());
        WriteOwners(adapters);
        if (_options.Context != ContextRow.Off)
            _snapshots.Reserve(adapters);
    }

    /// <summary>Copies the task's entries, with their mean weights over the task's samples.</summary>
    public void TakeSnapshot(AdapterState adapters)
    {
        if (_options.Context == ContextRow.Off)
            return;
        _snapshots.Share(adapters, MeanWeights(PoolSelector.ReadKeys(_options, adapters)));
        _snapshots.Copy(adapters);
    }

    /// <summary>Makes the task the owner of what its questions take now.</summary>
    public void SetOwners(AdapterState adapters)
    {
        Own(PoolSelector.ReadKeys(_options, adapters));
        WriteOwners(adapters);
    }

    private PoolKeys Keys() => new(_options, _keys, _owners, _centre);

    private Tensor? Restored(string name) => _context.State.Tensors.GetValueOrDefault(name);

    private static float[][] ReadVectors(ContinualLlavaOptions options, LearningContext context, IReadOnlyList<QuestionCount> questions)
    {
        using var scope = NewDisposeScope();
        var instruction = context.ReadInstructions([.. questions.Select(question => question.Sample)]);
        return VectorRows.Read(PoolSelector.Vectors(instruction, options.Feature));
    }

    // Keys are normal numbers of length 1 until a question takes them.
    private IEnumerable<float[]> StartKeys()
    {
        var width = _context.TextWidth;
        for (var entry = 0; entry < _options.Entries; entry++)
        {
            var values = new SeededRandom(_context.Seed, "continual-llava keys", entry).Normals(width, 1);
            var length = Math.Sqrt(values.Sum(value => (double)value * value));
            yield return [.. values.Select(value => (float)(value / length))];
        }
    }

    // The mean over tasks of the mean of each task's different questions.
    private float[] MoveCentre()
    {
        var width = _context.TextWidth;
        if (_options.Centre == InstructionCentre.None)
            return new float[width];
        var mean = VectorRows.Mean(_questions, [.. _questions.Select(_ => 1)]);
        return Restored(PoolTensors.Centre) is { } old ? VectorRows.Mean([VectorRows.ReadValues(old), mean], [Task - 1, 1]) : mean;
    }

    private void Own(PoolKeys pool)
    {
        foreach (var entry in Used(pool))
            _owners[entry] = Task;
    }

    private int[] Used(PoolKeys pool) => [.. _questions.SelectMany(question => pool.Choose(question)!.Entries).Distinct().Order()];

    private float[] MeanWeights(PoolKeys pool)
    {
        var sums = new double[pool.Count];
        for (var question = 0; question < _questions.Length; question++)
        {
            var choice = pool.Choose(_questions[question])!;
            for (var place = 0; place < choice.Entries.Length; place++)
                sums[choice.Entries[place]] += (double)_counts[question] * choice.Weights[place];
        }

        return [.. sums.Select(sum => (float)(sum / _counts.Sum()))];
    }

    private void WriteOwners(AdapterState adapters)
    {
        using var scope = NewDisposeScope();
        adapters.Set(PoolTensors.Owners, tensor(_owners.Select(owner => (float)owner).ToArray()));
    }

    private IEnumerable<PlannedTensor> PoolTables()
    {
        long entries = _keys.Count, width = _context.TextWidth;
        yield return new PlannedTensor(PoolTensors.Keys, [entries, width], _options.Allocation == Allocation.Cosine) { IsDecayed = false };
        yield return new PlannedTensor(PoolTensors.Owners, [entries], IsTrained: false);
        yield return new PlannedTensor(PoolTensors.Centre, [1, width], IsTrained: false);
    }

    private IEnumerable<PlannedTensor> ContextTables()
    {
        yield return new PlannedTensor(PoolTensors.SnapshotTasks, [_snapshots.Count], IsTrained: false);
        yield return new PlannedTensor(PoolTensors.SnapshotEntries, [_snapshots.Count], IsTrained: false);
        yield return new PlannedTensor(PoolTensors.SnapshotShares, [_snapshots.Count], IsTrained: false);
        var start = (float)Math.Log(_options.ContextStart / (1 - _options.ContextStart));
        var isTrained = Task > 1 || _options.ContextHasCurrent;
        yield return new PlannedTensor(PoolTensors.Row(Task), [Task], isTrained, [.. Enumerable.Repeat(start, Task)]) { IsDecayed = false };
    }
}
