using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Training;

public sealed class PretrainingTests
{
    private static readonly LlavaConfig Config = new()
    {
        Vision = new VisionConfig { HiddenSize = 16, IntermediateSize = 32, Layers = 2, Heads = 2, ImageSize = 16, PatchSize = 8 },
        Text = new TextConfig
        {
            HiddenSize = 16, IntermediateSize = 32, Layers = 2, Heads = 4, KeyValueHeads = 2, HeadSize = 4, VocabularySize = 64, MaxPositions = 64,
            IsHeadTied = true, Rope = new RopeConfig { OriginalMaxPositions = 64 },
        },
        ImageToken = 4,
        BeginToken = 1,
        EndTokens = [2],
        PadToken = 3,
        VisionFeatureLayers = [-1],
    };

    [Fact]
    public void Create_WritesAModelThatReadsBackAsTheSameArchitecture()
    {
        using var folder = new TemporaryFolder();
        ModelInitializer.Create(folder.Path, Config, seed: 1);
        var read = LlavaConfigFile.Read(folder.Path);
        Assert.Equal((Config.Vision, Config.Text, Config.ImageToken, Config.PadToken), (read.Vision, read.Text, read.ImageToken, read.PadToken));
        using var model = LvlmModel.Load(folder.Path, CPU);
        Assert.Equal(ParameterShapes.Of(Config).Select(parameter => parameter.Name).Order(StringComparer.Ordinal), model.Weights.All.Keys);
    }

    [Fact]
    public void Run_LearnsWithEveryWeightVisionTowerIncluded()
    {
        using var folder = new TemporaryFolder();
        var request = Request(folder);
        var losses = Pretraining.Run(request, null, CancellationToken.None);
        Assert.Equal(30, losses.Count);
        Assert.True(losses[^1] < 0.5 * losses[0], $"the loss went from {losses[0]} to {losses[^1]}");
        var (before, after) = (Weights.Load(request.ModelFolder, CPU), Weights.Load(request.OutputFolder, CPU));
        foreach (var name in new[] { "model.vision_tower.embeddings.patch_embedding.weight", "model.multi_modal_projector.linear_1.weight",
            "model.language_model.embed_tokens.weight" })
            Assert.True((before[name] - after[name]).abs().max().item<float>() > 1e-4, $"{name} did not move");
        using var engine = LvlmEngine.Open(new Bundle(request.OutputFolder));
        Assert.Single(engine.Answer([new Question("Colour?", request.Samples[0].Pictures)], new AnsweringOptions { MaxNewTokens = 2 }));
    }

    [Fact]
    public void Run_StoppedAndRunAgain_EndsWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var whole = Request(folder);
        Pretraining.Run(whole, null, CancellationToken.None);
        var parted = whole with { OutputFolder = Path.Combine(folder.Path, "parted"), CheckpointFolder = Path.Combine(folder.Path, "checkpoints") };
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Pretraining.Run(parted, new StopAt(7, stop), stop.Token));
        Pretraining.Run(parted, null, CancellationToken.None);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(whole.OutputFolder, "model.safetensors")),
            File.ReadAllBytes(Path.Combine(parted.OutputFolder, "model.safetensors")));
    }

    [Fact]
    public void Run_WithHalfPrecision_StoresHalfTheBytesAndStillOpens()
    {
        using var folder = new TemporaryFolder();
        var request = Request(folder) with { Precision = WeightPrecision.Float16 };
        Pretraining.Run(request, null, CancellationToken.None);
        var (full, half) =
            (new FileInfo(Path.Combine(request.ModelFolder, "model.safetensors")).Length,
                new FileInfo(Path.Combine(request.OutputFolder, "model.safetensors")).Length);
        Assert.InRange(half, 0.4 * full, 0.75 * full);
        using var engine = LvlmEngine.Open(new Bundle(request.OutputFolder));
        Assert.Single(engine.Answer([new Question("Colour?", request.Samples[0].Pictures)], new AnsweringOptions { MaxNewTokens = 2 }));
    }

    [Fact]
    public void Run_OfManySteps_LeavesNoTensorBehind()
    {
        using var folder = new TemporaryFolder();
        var request = Request(folder);
        Pretraining.Run(request with { OutputFolder = Path.Combine(folder.Path, "warm") }, null, CancellationToken.None);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Pretraining.Run(request, null, CancellationToken.None);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static PretrainingRequest Request(TemporaryFolder folder)
    {
        var (model, samples) = (Path.Combine(folder.Path, "model"), SmallTask.Samples(10));
        ModelInitializer.Create(model, Config, seed: 1);
        Assert.InRange(ModelInitializer.CreateTokenizer(model, samples, 64), 10, 64);
        return new PretrainingRequest
        {
            ModelFolder = model,
            OutputFolder = Path.Combine(folder.Path, "out"),
            Samples = samples,
            Augmentation = new PictureAugmentation(),
            Training = new TrainingOptions { Epochs = 10, BatchSize = 4, LearningRate = 1e-2, CheckpointEverySteps = 3 },
            Seed = 3,
        };
    }

    private sealed class StopAt(int step, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                stop.Cancel();
        }
    }
}
