using MlopsCl.Learner;
using MlopsCl.Pipeline.Benchmarking;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Tests.Updating;

namespace MlopsCl.Pipeline.Tests.Benchmarking;

public sealed class StreamBenchmarkTests
{
    private static readonly string[] s_tasks = ["garments", "digits", "icons"];

    [Fact]
    public async Task Continually_LearnsWithTheVeryMemoryThatUpdatesLearnWith()
    {
        using var stage = new Stage(memoryShare: 0.5, forgettingBudget: 1);
        foreach (var task in s_tasks)
            await stage.SubmitAsync(task);
        foreach (var _ in s_tasks)
            Assert.IsType<RunPromoted>(await stage.RunAsync());
        var device = new ScriptedDevice();
        var cards = (await BenchmarkAsync(stage, device)).Continually(new MethodChoice("replay"), seed: 1, null, default);
        Assert.Equal([0, 3, 6], device.Orders.Select(o => o.Memory.Count));
        Assert.Equal(stage.Device.Orders.Select(Memory), device.Orders.Select(Memory));
        Assert.Equal([1, 2, 3], cards.Select(c => c.Tasks.Count));
    }

    [Fact]
    public async Task Jointly_LearnsAllTasksAtOnce_AndSeparately_EachFromTheBaseModel()
    {
        using var stage = new Stage();
        var device = new ScriptedDevice();
        var benchmark = await BenchmarkAsync(stage, device);
        Assert.All(benchmark.Jointly(seed: 1, null, default).Tasks, t => Assert.Equal(1, t.Accuracy));
        Assert.Equal((18, null), (device.Orders[0].Samples.Count, device.Orders[0].ParentFolder));
        Assert.All(benchmark.Separately(seed: 1, null, default).Tasks, t => Assert.Equal(1, t.Accuracy));
        Assert.Equal([(6, null), (6, null), (6, null)], device.Orders.Skip(1).Select(o => (o.Samples.Count, o.ParentFolder)));
    }

    [Fact]
    public async Task Continually_GivesTheRecipesLoraOnlyToMethodsThatUseIt()
    {
        using var stage = new Stage();
        await File.AppendAllTextAsync(stage[$"streams/{Stage.Stream}.yml"], "\ntraining:\n  epochs: 2\n  lora-rank: 4\n  lora-dropout: 0.25\n");
        var device = new ScriptedDevice();
        var benchmark = await BenchmarkAsync(stage, device);
        foreach (var method in new[] { "lvlm-cl", "continual-llava" })
            benchmark.Continually(new MethodChoice(method), seed: 1, null, default);
        Assert.Equal(
            [("lvlm-cl", 0.25), ("lvlm-cl", 0.25), ("lvlm-cl", 0.25), ("continual-llava", 0), ("continual-llava", 0), ("continual-llava", 0)],
            device.Orders.Select(o => (o.Method.Name, o.Training.LoraDropout)));
        Assert.All(device.Orders, o => Assert.Equal((2, 4), (o.Training.Epochs, o.Training.LoraRank)));
    }

    private static IEnumerable<string> Memory(Pipeline.Updating.LearnOrder order) => order.Memory.Select(s => s.ComputeDigest());

    private static async Task<StreamBenchmark> BenchmarkAsync(Stage stage, ScriptedDevice device)
    {
        var tasks = new List<TaskDataset>();
        foreach (var task in s_tasks)
            tasks.Add(await DatasetReader.ReadAsync(await stage.DatasetAsync(task), stage.Store, stage["read"], DatasetLimits.Default));
        return new StreamBenchmark(stage.Recipes.Find(Stage.Stream), tasks, stage["bench"], device);
    }
}
