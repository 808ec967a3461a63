using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Training;

public sealed class PrecisionTests
{
    [Theory]
    [InlineData("sequential")]
    [InlineData("lvlm-cl")]
    [InlineData("continual-llava")]
    public void Run_InBFloat16_LearnsWithAdaptersOf32Bits_AndTheEngineAnswersInTheSamePrecision(string method)
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder) with { Method = new MethodChoice(method) };
        request = request with { Training = request.Training with { Precision = WeightPrecision.BFloat16, GradientCheckpointing = true, Epochs = 8 } };
        var report = Learning.Run(request, null, CancellationToken.None);
        Assert.True(report.Losses[^1] < report.Losses[0] - 0.5, $"the loss went from {report.Losses[0]} to {report.Losses[^1]}");
        using (var file = SafetensorsFile.Open(Path.Combine(request.OutputFolder, "adapter_model.safetensors")))
            Assert.All(file.Entries.Values, entry => Assert.Equal(TensorDType.F32, entry.DType));
        Assert.Equal(WeightPrecision.BFloat16, AdapterFolder.Read(request.OutputFolder, CPU).Record.Precision);
        using var engine = LvlmEngine.Open(new Bundle(SmallTask.BaseModelFolder, request.OutputFolder));
        Assert.Single(engine.Answer([new Question("Colour?", request.Samples[0].Pictures)], new AnsweringOptions { MaxNewTokens = 3 }));
    }

    [Fact]
    public void Run_InBFloat16_StaysCloseToTheLossesOf32Bits()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder, "wide");
        var wide = Learning.Run(request, null, CancellationToken.None);
        var narrow = Learning.Run(
            request with
            {
                OutputFolder = folder.File("narrow"), Training = request.Training with { Precision = WeightPrecision.BFloat16 },
            }, null, CancellationToken.None);
        Assert.NotEqual(wide.Losses, narrow.Losses);
        foreach (var (expected, actual) in wide.Losses.Zip(narrow.Losses))
            Assert.Equal(expected, actual, 0.1);
    }

    [Fact]
    public void Run_InFloat16_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder) with { Training = new TrainingOptions { Precision = WeightPrecision.Float16 } };
        var error = Assert.Throws<ArgumentException>(() => Learning.Run(request, null, CancellationToken.None));
        Assert.Contains("Precision is Float16; it must be Float32 or BFloat16", error.Message);
    }

    [Fact]
    public void Pretraining_InBFloat16_IsRefused()
    {
        var request = new PretrainingRequest
        {
            ModelFolder = "absent", OutputFolder = "absent", Samples = [], Training = new TrainingOptions { Precision = WeightPrecision.BFloat16 },
        };
        Assert.Contains(
            "pre-training moves every weight", Assert.Throws<ArgumentException>(() => Pretraining.Run(request, null, CancellationToken.None)).Message);
    }
}
