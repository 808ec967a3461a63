namespace MlopsCl.Learner.Tests.Training;

public sealed class ResumeTests
{
    [Theory]
    [InlineData("sequential", 1)]
    [InlineData("sequential", 3)]
    [InlineData("sequential", 5)]
    [InlineData("lvlm-cl", 3)]
    [InlineData("continual-llava", 1)]
    [InlineData("continual-llava", 4)]
    public void Run_StoppedAfterAnyStepAndRunAgain_EndsWithTheSameBytes(string method, int stopAfter)
    {
        using var folder = new TemporaryFolder();
        var whole = SmallTask.Request(folder, "whole") with { Method = new MethodChoice(method) };
        var expected = Learning.Run(whole, null, CancellationToken.None);
        var parted = whole with { OutputFolder = Path.Combine(folder.Path, "parted"), CheckpointFolder = Path.Combine(folder.Path, "checkpoints") };
        using var stop = new CancellationTokenSource();
        var steps = new StepCounter(step => { if (step == stopAfter) stop.Cancel(); });

        Assert.Throws<OperationCanceledException>(() => Learning.Run(parted, steps, stop.Token));
        Assert.False(Directory.Exists(parted.OutputFolder));
        var rest = new StepCounter(_ => { });
        var actual = Learning.Run(parted, rest, CancellationToken.None);

        Assert.Equal(stopAfter, steps.Last);
        Assert.Equal(stopAfter + 1, rest.First);
        Assert.Equal(expected.Losses, actual.Losses);
        Assert.Equal(expected.AdapterSha256, actual.AdapterSha256);
        foreach (var file in new[] { "adapter_model.safetensors", "method.safetensors", "method.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole.OutputFolder, file)), File.ReadAllBytes(Path.Combine(parted.OutputFolder, file)));
    }

    [Fact]
    public void Run_WithEveryAdapterOption_StoppedAndRunAgain_EndsWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var whole = SmallTask.Request(folder, "whole");
        whole = whole with
        {
            Training = whole.Training with
            {
                TargetModules = new ModuleSelection { Names = ["q_proj", "fc1", "linear_2"] }, UseDora = true, UseRsLora = true, LoraDropout = 0.2,
                RankPattern = [new ModuleValue("layers.0.*", 1)], AlphaPattern = [new ModuleValue("fc1", 3)], ModulesToSave = ["linear_1"],
            },
        };
        var expected = Learning.Run(whole, null, CancellationToken.None);
        var parted = whole with { OutputFolder = Path.Combine(folder.Path, "parted"), CheckpointFolder = Path.Combine(folder.Path, "checkpoints") };
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Learning.Run(parted, new StepCounter(step => { if (step == 3) stop.Cancel(); }), stop.Token));
        var actual = Learning.Run(parted, null, CancellationToken.None);

        Assert.Equal(expected.Losses, actual.Losses);
        Assert.Equal(expected.AdapterSha256, actual.AdapterSha256);
        var dropless = whole with { OutputFolder = Path.Combine(folder.Path, "dropless"), Training = whole.Training with { LoraDropout = 0 } };
        Assert.NotEqual(expected.AdapterSha256, Learning.Run(dropless, null, CancellationToken.None).AdapterSha256);
    }

    [Fact]
    public void Run_KilledBetweenCheckpoints_GoesOnFromTheLastOneAndEndsWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var whole = SmallTask.Request(folder, "whole");
        var expected = Learning.Run(whole, null, CancellationToken.None);
        var parted = whole with { OutputFolder = Path.Combine(folder.Path, "parted"), CheckpointFolder = Path.Combine(folder.Path, "checkpoints") };
        var left = Directory.CreateDirectory(Path.Combine(folder.Path, "left")).FullName;
        Learning.Run(parted, new StepCounter(step => { if (step == 3) CopyFiles(parted.CheckpointFolder!, left); }), CancellationToken.None);

        var rest = new StepCounter(_ => { });
        var actual = Learning.Run(parted with { OutputFolder = Path.Combine(folder.Path, "rest"), CheckpointFolder = left }, rest, CancellationToken.None);

        Assert.Equal(3, rest.First);
        Assert.Equal(expected.AdapterSha256, actual.AdapterSha256);
    }

    [Fact]
    public void Run_WhoseListenerThrows_GoesOnFromTheStepThatWasDone()
    {
        using var folder = new TemporaryFolder();
        var whole = SmallTask.Request(folder, "whole");
        var expected = Learning.Run(whole, null, CancellationToken.None);
        var parted = whole with { OutputFolder = Path.Combine(folder.Path, "parted"), CheckpointFolder = Path.Combine(folder.Path, "checkpoints") };
        var failing = new StepCounter(step => { if (step == 3) throw new IOException("nobody listens"); });

        Assert.Throws<IOException>(() => Learning.Run(parted, failing, CancellationToken.None));
        var rest = new StepCounter(_ => { });
        var actual = Learning.Run(parted, rest, CancellationToken.None);

        Assert.Equal(4, rest.First);
        Assert.Equal(expected.AdapterSha256, actual.AdapterSha256);
    }

    [Fact]
    public void Run_WithACheckpointOfAnotherSeed_BeginsAtTheStart()
    {
        using var folder = new TemporaryFolder();
        var checkpoints = Path.Combine(folder.Path, "checkpoints");
        Learning.Run(SmallTask.Request(folder, "first") with { CheckpointFolder = checkpoints }, null, CancellationToken.None);
        var steps = new StepCounter(_ => { });
        Learning.Run(SmallTask.Request(folder, "second") with { CheckpointFolder = checkpoints, Seed = 12 }, steps, CancellationToken.None);
        Assert.Equal(1, steps.First);
    }

    // What a process that is killed leaves.
    private static void CopyFiles(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private sealed class StepCounter(Action<int> after) : IProgress<TrainingProgress>
    {
        public int First { get; private set; }

        public int Last { get; private set; }

        public void Report(TrainingProgress value)
        {
            First = First == 0 ? value.Step : First;
            Last = value.Step;
            after(value.Step);
        }
    }
}
