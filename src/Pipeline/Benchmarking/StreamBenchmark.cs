using MlopsCl.Learner;
using MlopsCl.Pipeline.Evaluation;
using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline.Benchmarking;

/// <summary>
/// Runs one stream of tasks by one method and examines after each, without gate or store: what a comparison of methods needs. It learns, remembers and examines
/// by the same code as an update.
/// </summary>
public sealed class StreamBenchmark
{
    private readonly Recipe _recipe;
    private readonly IReadOnlyList<TaskDataset> _tasks;
    private readonly string _folder;
    private readonly IDevice _device;
    private readonly Evaluator _evaluator;
    private readonly HeldOutSet[] _sets;

    /// <summary>A benchmark.</summary>
    /// <param name="recipe">Base model, memory, training and answering.</param>
    /// <param name="tasks">The tasks, in their order.</param>
    /// <param name="folder">Where adapters and features are written; they may be removed afterwards.</param>
    /// <param name="device">The device's name, such as <c>cpu</c> or <c>cuda:0</c>.</param>
    public StreamBenchmark(Recipe recipe, IReadOnlyList<TaskDataset> tasks, string folder, string device)
        : this(recipe, tasks, folder, new MlNetDevice(device))
    {
    }

    internal StreamBenchmark(Recipe recipe, IReadOnlyList<TaskDataset> tasks, string folder, IDevice device)
    {
        (_recipe, _tasks, _folder, _device) = (recipe, tasks, folder, device);
        (_evaluator, _sets) = (new Evaluator(device), [.. tasks.Select(HeldOutSet.Of)]);
    }

    /// <summary>One task after another, each from the one before; what the recipe's memory keeps is rehearsed by the methods that do.</summary>
    /// <param name="method">The method.</param>
    /// <param name="seed">The seed of the trainings.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A row of the accuracy matrix per task.</returns>
    public IReadOnlyList<Scorecard> Continually(MethodChoice method, long seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var cards = new List<Scorecard>();
        var bank = MemoryManifest.Empty(_recipe.Memory.Seed);
        var seen = new Dictionary<string, Sample>();
        string? parent = null;
        for (var i = 0; i < _tasks.Count; i++)
        {
            Sample[] memory = [.. bank.Entries.Select(e => seen[e.Sample.Digest])];
            parent = Learn(method, seed, _tasks[i].Task.Value, _tasks[i].Train, memory, parent, $"{method.Name}-{seed}-{i}", progress, cancellation);
            cards.Add(Examine(method.Name, parent, _sets[..(i + 1)], cancellation));
            (bank, var samples) = MemoryBank.Remember(bank, _tasks[i], _recipe.Memory.Share);
            foreach (var (stored, sample) in samples.Zip(_tasks[i].Train))
                seen[stored.Digest] = sample;
        }

        return cards;
    }

    /// <summary>All tasks at once: the bound that a continual method is compared with.</summary>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    public Scorecard Jointly(long seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Sample[] all = [.. _tasks.SelectMany(t => t.Train)];
        var adapter = Learn(new MethodChoice("sequential"), seed, "joint", all, [], null, $"joint-{seed}", progress, cancellation);
        return Examine("joint", adapter, _sets, cancellation);
    }

    /// <summary>An adapter for each task, from the bare base model.</summary>
    /// <param name="seed">The seed of the trainings.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    public Scorecard Separately(long seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var scores = new List<TaskScore>();
        for (var i = 0; i < _tasks.Count; i++)
        {
            var adapter = Learn(
                new MethodChoice("sequential"), seed, _tasks[i].Task.Value, _tasks[i].Train, [], null, $"single-{seed}-{i}", progress, cancellation);
            scores.Add(Examine("single", adapter, [_sets[i]], cancellation).Tasks[0]);
        }

        return new Scorecard(_recipe.Stream, "single", scores);
    }

    private string Learn(
        MethodChoice method, long seed, string task, IReadOnlyList<Sample> samples, IReadOnlyList<Sample> memory, string? parent, string name,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var order = new LearnOrder(
            _recipe.BaseModel, parent, Path.Combine(_folder, name), CheckpointFolder: null, Path.Combine(_folder, "features"), task,
            samples, memory, method, TrainingOf(method), _recipe.Answering, seed);
        _device.Learn(order, progress, cancellation);
        return order.OutputFolder;
    }

    /// <summary>What the recipe says of its LoRA beyond rank and targets concerns only the methods that have one.</summary>
    private TrainingOptions TrainingOf(MethodChoice method) =>
        ContinualMethods.Create(method).UsesTrainingLora ? _recipe.Training : _recipe.Training.WithPlainLora();

    private Scorecard Examine(string subject, string adapter, IReadOnlyList<HeldOutSet> sets, CancellationToken cancellation) =>
        _evaluator.Examine(_recipe.Stream, subject, new Bundle(_recipe.BaseModel, adapter), sets, _recipe.Answering, cancellation);
}
