using System.Runtime.InteropServices;
using MlopsCl.Learner.Methods.SequentialLora;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;

namespace MlopsCl.Learner.Tests.Models;

public sealed class MemoryEstimateTests
{
    private static readonly TrainingOptions Training = new() { BatchSize = 8, LoraRank = 8, Precision = WeightPrecision.BFloat16 };

    // Weights: the reference's count of parameters, two bytes each. LoRA: rank 8 on seven matrices of 32 layers. Cache: 64 questions of
    // 576 + 64 tokens and answers of 16, two vectors of 4096 16-bit numbers per token and layer.
    [Fact]
    public void Of_LlavaOf7B_CountsWeightsAdaptersOptimizerAndCacheExactly()
    {
        var estimate = Of("llava-1.5-7b", Training, "cuda:0");
        long perLayer = 8 * ((4 * (4096 + 4096)) + (3 * (4096 + 11008)));
        Assert.Equal(2 * 7063427072L, estimate.Weights);
        Assert.Equal(2 * 4 * 32 * perLayer, estimate.Adapters);
        Assert.Equal(2 * 4 * 32 * perLayer, estimate.Optimizer);
        Assert.Equal(64L * (576 + 64 + 16) * 2 * 4096 * 2 * 32, estimate.KeyValueCache);
        Assert.Equal(estimate.Weights + estimate.Adapters + estimate.Optimizer + estimate.KeptActivations + estimate.Runtime, estimate.Training);
    }

    [Theory]
    [InlineData("llava-1.5-7b", 7063427072)]
    [InlineData("llava-1.5-13b", 13351494656)]
    [InlineData("llava-llama3.1-8b", 8355272704)]
    public void Of_FullSizeModels_TakesFourBytesAWeightIn32Bits(string name, long parameters) =>
        Assert.Equal(4 * parameters, Of(name, Training with { Precision = WeightPrecision.Float32 }, "cpu").Weights);

    [Fact]
    public void Of_LlavaOf7B_WithGradientCheckpointing_TrainsWithin24Gigabytes_AndWithoutItDoesNot()
    {
        var kept = Of("llava-1.5-7b", Training, "cuda");
        var recomputed = Of("llava-1.5-7b", Training with { GradientCheckpointing = true }, "cuda");
        Assert.InRange(recomputed.Training, 15e9, 24e9);
        Assert.True(kept.Training > 24e9, $"{kept.Training}");
        Assert.Equal((kept.KeptActivations, kept.RecomputedActivations), (recomputed.KeptActivations, recomputed.RecomputedActivations));
        Assert.Equal(recomputed.RecomputedActivations, recomputed.Activations);
    }

    // The measure of a process of its own; what the allocator keeps besides counts too.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_ASmallModel_AgreesWithWhatATrainingStepTakes(bool recomputes)
    {
        using var folder = new TemporaryFolder();
        ModelInitializer.Create(folder.Path, MeasuredProcess.Small, seed: 1);
        var training = MeasuredProcess.Training with { GradientCheckpointing = recomputes };
        var estimate = MemoryEstimate.Of(folder.Path, training, new AnsweringOptions(), "cpu", MeasuredProcess.TextTokens);

        var measured = MeasuredProcess.Train(folder.Path, recomputes);

        Assert.InRange(measured / (double)estimate.Activations, 0.6, 1.6);
    }

    [Fact]
    public void TotalBytes_OfTheProcessor_IsKnown_OfAGpuThatIsNotThere_Unknown_OfAnythingElse_Refused()
    {
        Assert.InRange(DeviceMemory.TotalBytes("cpu")!.Value, 1L << 28, 1L << 46);
        Assert.Null(DeviceMemory.TotalBytes("cuda:63"));
        Assert.Contains("'gpu' is no device", Assert.Throws<ArgumentException>(() => DeviceMemory.TotalBytes("gpu")).Message);
        Assert.Contains("'cuda:x' is no device", Assert.Throws<ArgumentException>(() => DeviceMemory.TotalBytes("cuda:x")).Message);
    }

    [Fact]
    public void Load_OfWeightsThatAreMoreThanTheDeviceHas_SaysBothNumbersAndWhatHelps()
    {
        Weights.ThrowIfTooLarge("model", 10, WeightPrecision.Float32, "cuda:0", there: null);
        Weights.ThrowIfTooLarge("model", 10, WeightPrecision.Float32, "cuda:0", there: 10);
        var error = Assert.Throws<InsufficientMemoryException>(
            () => Weights.ThrowIfTooLarge("model", 28_000_000_000, WeightPrecision.Float32, "cuda:0", 24_000_000_000));
        Assert.Contains("take 28000.0 MB as Float32 and cuda:0 has 24000.0 MB", error.Message);
        Assert.Contains("BFloat16, which takes half", error.Message);
    }

    [Fact]
    public void ThrowIfCertain_OfATrainingThatCannotFit_SaysWhatTakesHowMuchAndWhatTakesLess()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Path("configs", "llava-1.5-7b.json"), folder.File("config.json"));
        var request = new LearningRequest
        {
            BaseModelFolder = folder.Path, OutputFolder = folder.File("out"), Task = "birds", Samples = [], Method = new MethodChoice("sequential"),
            Training = Training, Device = "cuda:0",
        };
        var method = new SequentialLoraMethod();
        MemoryShortage.ThrowIfCertain(request, method, there: null);
        MemoryShortage.ThrowIfCertain(request, method, there: 15_000_000_000);
        // 19,988,480 numbers of LoRA: gradients beside them, two moments, four bytes each
        var error = Assert.Throws<InsufficientMemoryException>(() => MemoryShortage.ThrowIfCertain(request, method, 14_000_000_000));
        Assert.Contains("takes 14126.9 MB of weights, 159.9 MB of adapters with gradients and 159.9 MB of optimizer state", error.Message);
        Assert.Contains("cuda:0 has 14000.0 MB; less is taken by gradient-checkpointing: true, a smaller batch-size", error.Message);
    }

    [Fact]
    public void During_TellsTheNumbersBesideLibTorchsWords()
    {
        using var folder = new TemporaryFolder();
        var request = SmallTask.Request(folder, "out");
        var shortage = new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB\nException raised from ...");
        Assert.True(MemoryShortage.IsIt(shortage));
        Assert.True(MemoryShortage.IsIt(new ExternalException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes.")));
        Assert.False(MemoryShortage.IsIt(new ExternalException("mat1 and mat2 shapes cannot be multiplied")));
        var told = MemoryShortage.During(request, shortage);
        Assert.Contains("precision: bfloat16", told.Message);
        Assert.EndsWith("LibTorch says: CUDA out of memory. Tried to allocate 2.00 GiB", told.Message);
        Assert.Same(shortage, told.InnerException);
    }

    private static MemoryEstimate Of(string config, TrainingOptions training, string device)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Path("configs", config + ".json"), folder.File("config.json"));
        return MemoryEstimate.Of(folder.Path, training, new AnsweringOptions(), device);
    }
}
