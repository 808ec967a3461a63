using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Training;

public sealed class LearningTests
{
    [Fact]
    public void Run_LeavesTheBaseModelAsItWasAndLowersTheLoss()
    {
        using var folder = new TemporaryFolder();
        var before = File.ReadAllBytes(Path.Combine(SmallTask.BaseModelFolder, "model.safetensors"));
        var request = SmallTask.Request(folder);
        request = request with { Training = request.Training with { Epochs = 8 } };
        var report = Learning.Run(request, null, CancellationToken.None);
        Assert.Equal(24, report.Steps);
        Assert.Equal(24, report.Losses.Count);
        Assert.Equal(10, report.Samples);
        Assert.Equal(0, report.MemorySamples);
        Assert.True(report.Losses[^1] < report.Losses[0] - 1, $"the loss went from {report.Losses[0]} to {report.Losses[^1]}");
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(SmallTask.BaseModelFolder, "model.safetensors")));
    }

    // Rank 2 on 7 matrices of 3 layers: 2 * (in + out) each.
    [Fact]
    public void Run_TrainsTheLowRankMatricesOnly()
    {
        using var folder = new TemporaryFolder();
        var report = Learning.Run(SmallTask.Request(folder), null, CancellationToken.None);
        long perLayer = 2 * ((64 + 64) + (64 + 32) + (64 + 32) + (64 + 64) + (64 + 128) + (64 + 128) + (128 + 64));
        Assert.Equal(3 * perLayer, report.TrainableParameters);
    }

    [Fact]
    public void Run_WithHalfBatchesAccumulated_GivesTheWeightsOfWholeBatches()
    {
        using var folder = new TemporaryFolder();
        var whole = SmallTask.Request(folder, "whole") with { Samples = SmallTask.Samples(8) };
        whole = whole with { Training = whole.Training with { Epochs = 3, BatchSize = 8 } };
        var halves = whole with
        {
            OutputFolder = Path.Combine(folder.Path, "halves"), Training = whole.Training with { BatchSize = 4, GradientAccumulation = 2 },
        };
        var expected = Learning.Run(whole, null, CancellationToken.None);
        var actual = Learning.Run(halves, null, CancellationToken.None);
        Assert.Equal(3, expected.Losses.Count);
        Assert.Equal(3, actual.Losses.Count);
        foreach (var (loss, other) in expected.Losses.Zip(actual.Losses))
            Assert.Equal(loss, other, 1e-4);
        AssertSameWeights(whole.OutputFolder, halves.OutputFolder, 2e-4);
    }

    [Theory]
    [InlineData("sequential")]
    [InlineData("replay")]
    [InlineData("lvlm-cl")]
    [InlineData("continual-llava")]
    public void Run_OfASecondTask_GoesOnFromTheFirstAndNamesBoth(string method)
    {
        using var folder = new TemporaryFolder();
        var first = SmallTask.Request(folder, "first") with { Method = new MethodChoice(method) };
        Learning.Run(first, null, CancellationToken.None);
        var second = first with
        {
            Task = "more colours",
            ParentFolder = first.OutputFolder,
            OutputFolder = Path.Combine(folder.Path, "second"),
            Samples = SmallTask.Samples(6, "more colours", firstColour: 2),
            Memory = SmallTask.Samples(4),
        };
        var report = Learning.Run(second, null, CancellationToken.None);
        Assert.All(report.Losses, loss => Assert.True(double.IsFinite(loss)));
        Assert.Equal(method is "replay" or "lvlm-cl" ? 4 : 0, report.MemorySamples);
        var record = AdapterFolder.Read(second.OutputFolder, CPU).Record;
        Assert.Equal(["colours", "more colours"], record.Tasks);
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder, second.OutputFolder));
        Assert.Equal(record.BaseModelSha256, engine.BaseModelSha256);
        var answers = engine.Answer([new Question("Colour?", second.Samples[0].Pictures)], new AnsweringOptions { MaxNewTokens = 4 });
        Assert.InRange(Assert.Single(answers).Confidence, 0, 1);
    }

    [Fact]
    public void Run_WithInvalidOptions_NamesAllOfThemBeforeAnythingIsLoaded()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder) with { BaseModelFolder = "absent", Training = new TrainingOptions { Epochs = 0, LearningRate = -1 } };
        var error = Assert.Throws<ArgumentException>(() => Learning.Run(request, null, CancellationToken.None));
        Assert.Contains("Epochs is 0; it must be at least 1", error.Message);
        Assert.Contains("LearningRate is -1; it must be above 0", error.Message);
    }

    [Fact]
    public void Run_WithAFeatureFolder_GivesTheSameBytesWhetherItIsFullOrEmpty()
    {
        using var folder = new TemporaryFolder();
        var plain = Learning.Run(SmallTask.Request(folder, "plain"), null, CancellationToken.None);
        var cached = SmallTask.Request(folder, "cold") with { FeatureCacheFolder = Path.Combine(folder.Path, "features") };
        var cold = Learning.Run(cached, null, CancellationToken.None);
        var file = Assert.Single(Directory.GetFiles(cached.FeatureCacheFolder!, "*.safetensors", SearchOption.AllDirectories));
        Assert.Equal(10, TensorFile.Read(file, CPU).Count);
        var warm = Learning.Run(cached with { OutputFolder = Path.Combine(folder.Path, "warm") }, null, CancellationToken.None);
        Assert.Equal(plain.AdapterSha256, cold.AdapterSha256);
        Assert.Equal(plain.AdapterSha256, warm.AdapterSha256);
        Assert.Single(Directory.GetFiles(cached.FeatureCacheFolder!, "*.safetensors", SearchOption.AllDirectories));
    }

    private static void AssertSameWeights(string left, string right, double tolerance)
    {
        var (expected, actual) = (AdapterFolder.Read(left, CPU).Tensors, AdapterFolder.Read(right, CPU).Tensors);
        Assert.Equal(42, expected.Count);
        foreach (var (name, tensor) in expected)
            Close.Assert(tensor, actual[name], tolerance, name);
    }

    [Theory]
    [InlineData("replay", "continual-llava")]
    [InlineData("continual-llava", "sequential")]
    [InlineData("continual-llava", "lvlm-cl")]
    public void Run_WithAMethodThatDoesNotTakeOverTheParentsIncrements_IsRefusedBeforeItLearns(string before, string after)
    {
        using var folder = new TemporaryFolder();
        var first = SmallTask.Request(folder, "first") with { Method = new MethodChoice(before) };
        Learning.Run(first, null, CancellationToken.None);
        var second = first with { Method = new MethodChoice(after), ParentFolder = first.OutputFolder, OutputFolder = Path.Combine(folder.Path, "second") };
        var refused = Assert.Throws<ArgumentException>(() => Learning.Run(second, null, CancellationToken.None));
        Assert.Contains($"'{before}'", refused.Message);
        Assert.Contains($"'{after}'", refused.Message);
        Assert.False(Directory.Exists(second.OutputFolder));
    }
}
