using System.Globalization;
using System.Text.Json;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Updating;

/// <summary>A store, a stream with its recipe and base model, and datasets, in a folder that is gone after the test.</summary>
internal sealed class Stage : IDisposable
{
    public const string Stream = "line";
    private readonly TemporaryFolder _folder = new();
    private readonly double _forgettingBudget;

    public Stage(double memoryShare = 0.5, double forgettingBudget = 0.05)
    {
        Store = new FolderStore(_folder["store"], TimeProvider.System);
        Directory.CreateDirectory(_folder["base"]);
        File.WriteAllText(_folder["base/config.json"], "{}");
        File.WriteAllText(_folder["base/model.safetensors"], "weights");
        _forgettingBudget = forgettingBudget;
        WriteRecipe(memoryShare);
    }

    public FolderStore Store { get; }

    public ScriptedDevice Device { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public Func<RunOutcome, CancellationToken, Task>? Announce { get; init; }

    public string this[string name] => _folder[name];

    public StreamLog Log => new(Store);

    public RecipeFolder Recipes => new(_folder["streams"]);

    public UpdateIntake Intake => new(Store, Recipes, Clock);

    public void Dispose() => _folder.Dispose();

    public void WriteRecipe(double memoryShare, long seed = 1)
    {
        Directory.CreateDirectory(_folder["streams"]);
        File.WriteAllText(_folder[$"streams/{Stream}.yml"], string.Create(CultureInfo.InvariantCulture, $"""
            stream: {Stream}
            base: ../base
            seed: {seed}
            method:
              name: replay
            memory:
              share: {memoryShare}
              seed: 7
            gate:
              minimum-items: 2
              minimum-gain: 0.5
              forgetting-budget: {_forgettingBudget}
              average-budget: {_forgettingBudget}
            """));
    }

    /// <summary>
    /// Puts a real, tiny model of random weights in the scripted one's place, with a training that is just long enough to learn a few answers by heart.
    /// </summary>
    public void UseRealModel(string method = "replay") => File.WriteAllText(_folder[$"streams/{Stream}.yml"], $"""
        stream: {Stream}
        base: {Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava")}
        seed: 3
        method:
          name: {method}
        memory:
          share: 1
        training:
          epochs: 40
          batch-size: 4
          learning-rate: 0.01
          checkpoint-every-steps: 5
        answering:
          max-new-tokens: 4
        gate:
          minimum-items: 2
          minimum-gain: 0.5
          forgetting-budget: 1
          average-budget: 1
          floor: 0
        """);

    /// <summary>A worker with the device that the product uses.</summary>
    public StreamRunner RealRunner(string work = "work", int attempts = 1) =>
        new(Store, Recipes, new RunnerOptions { WorkFolder = _folder[work], MaxAttempts = attempts }, Clock);

    public StreamRunner Runner(IStore? store = null, string work = "work", ScriptedDevice? device = null) => new(
        store ?? Store, Recipes, new RunnerOptions
        {
            WorkFolder = _folder[work], RetryDelay = TimeSpan.FromMilliseconds(1), Announce = Announce,
        }, Clock, device ?? Device);

    public Task<RunOutcome?> RunAsync(IStore? store = null, string work = "work") => Runner(store, work).RunNextAsync(Stream, null, default);

    /// <summary>Makes a dataset of a few questions, each asked once in training and once, with another picture, in the test.</summary>
    public async Task<UpdateRequest> DatasetAsync(string task, int questions = 6, bool oneAnswer = false)
    {
        var folder = _folder[$"datasets/{task}"];
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        Write(folder, "train.json", task, questions, 100, oneAnswer);
        Write(folder, "test.json", task, questions, 200, oneAnswer);
        return new UpdateRequest(Stream, new TaskId(task), folder, await DatasetDigest.ComputeAsync(folder, default));
    }

    public async Task<Acceptance> SubmitAsync(string task, int questions = 6, bool oneAnswer = false) =>
        await Intake.AcceptAsync(await DatasetAsync(task, questions, oneAnswer), default);

    public async Task<Run> RunOfAsync(string key) => (await Log.StatusAsync(Stream, default)).Runs.Single(r => r.Key == key);

    private static void Write(string folder, string file, string task, int questions, int shade, bool oneAnswer)
    {
        var records = Enumerable.Range(0, questions).Select(i =>
        {
            var image = $"{task}-{shade}-{i}.png";
            File.WriteAllBytes(Path.Combine(folder, "images", image), PngEncoder.Encode(Picture(i, shade, task)));
            return new
            {
                id = $"{task}-{shade}-{i}",
                image,
                subject = $"person-{i % 3}",
                conversations = new[] { new { from = "human", value = $"<image>\nWhat is {task} {i}?" },
                    new { from = "gpt", value = oneAnswer ? $"{task[0]}" : $"{task[0]}{i}" } },
            };
        });
        File.WriteAllText(Path.Combine(folder, file), JsonSerializer.Serialize(records));
    }

    private static Rgb24Image Picture(int index, int shade, string task)
    {
        var pixels = new byte[4 * 4 * 3];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(shade + index * (i % 5) + task.Sum(c => c) % 50);
        return new Rgb24Image(4, 4, pixels);
    }
}
