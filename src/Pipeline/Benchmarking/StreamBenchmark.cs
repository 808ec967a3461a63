using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Evaluation;
using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>Runs one stream of tasks by one method and examines after each, without gate or store: what a comparison of methods needs.</summary>
internal sealed class StreamBenchmark(Recipe recipe, IReadOnlyList<TaskDataset> tasks, string folder, string device)
{
    private readonly Evaluator _evaluator = new(device);
    private readonly HeldOutSet[] _sets = [.. tasks.Select(HeldOutSet.Of)];

    /// <summary>One task after another, each from the one before; what the recipe's memory keeps is rehearsed by the methods that do.</summary>
    public IReadOnlyList<Scorecard> Continually(MethodChoice method, long seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var cards = new List<Scorecard>();
        var memory = new List<Sample>();
        string? parent = null;
        for (var i = 0; i < tasks.Count; i++)
        {
            parent = Learn(method, seed, tasks[i].Task.Value, tasks[i].Train, memory, parent, $"{method.Name}-{seed}-{i}", progress, cancellation);
            cards.Add(Examine(method.Name, parent, _sets[..(i + 1)], cancellation));
            memory.AddRange(Remembered(tasks[i].Train));
        }
        return cards;
    }

    /// <summary>All tasks at once: the bound that a continual method is compared with.</summary>
    public Scorecard Jointly(long seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Sample[] all = [.. tasks.SelectMany(t => t.Train)];
        var adapter = Learn(new MethodChoice("sequential"), seed, "joint", all, [], null, $"joint-{seed}", progress, cancellation);
        return Examine("joint", adapter, _sets, cancellation);
    }

    /// <summary>An adapter for each task, from the bare base model.</summary>
    public Scorecard Separately(long seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var scores = new List<TaskScore>();
        for (var i = 0; i < tasks.Count; i++)
        {
            var adapter = Learn(new MethodChoice("sequential"), seed, tasks[i].Task.Value, tasks[i].Train, [], null, $"single-{seed}-{i}", progress, cancellation);
            scores.Add(Examine("single", adapter, [_sets[i]], cancellation).Tasks[0]);
        }
        return new Scorecard(recipe.Stream, "single", scores);
    }

    private string Learn(
        MethodChoice method, long seed, string task, IReadOnlyList<Sample> samples, IReadOnlyList<Sample> memory, string? parent, string name,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var output = Path.Combine(folder, name);
        var request = new LearningRequest
        {
            BaseModelFolder = recipe.BaseModel, ParentFolder = parent, OutputFolder = output, Task = task, Samples = samples, Memory = memory,
            Method = method, Training = recipe.Training, Seed = seed, Device = device, FeatureCacheFolder = Path.Combine(folder, "features"),
        };
        Learning.Run(request, progress, cancellation);
        return output;
    }

    private Scorecard Examine(string subject, string adapter, IReadOnlyList<HeldOutSet> sets, CancellationToken cancellation) =>
        _evaluator.Examine(recipe.Stream, subject, new Bundle(recipe.BaseModel, adapter), sets, recipe.Answering, cancellation);

    private IEnumerable<Sample> Remembered(IReadOnlyList<Sample> train) => train
        .Select(sample => (sample, Priority: KeyedHash.Priority(recipe.Memory.Seed, sample.ComputeDigest())))
        .OrderBy(s => s.Priority, StringComparer.Ordinal)
        .Take(KeyedHash.Count(train.Count, recipe.Memory.Share))
        .Select(s => s.sample);
}
