using System.Diagnostics;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.SequentialLora;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>Times training and answering of an architecture with random weights, through the same code that learns tasks.</summary>
public static class SpeedProbe
{
    private const int ProductSize = 8192;
    private const int SmallProductSize = 512;
    private const int Warmups = 5;
    private const int Products = 50;
    private const double Rate = 1e-4;

    /// <summary>Builds the model on its device, trains and asks.</summary>
    /// <param name="request">What is timed.</param>
    /// <param name="report">Told after each timed step: how many there were.</param>
    /// <param name="cancellation">Looked at between steps.</param>
    /// <exception cref="FileNotFoundException">There is no configuration.</exception>
    /// <exception cref="InvalidDataException">The configuration cannot be run.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SpeedReport Run(SpeedRequest request, Action<int> report, CancellationToken cancellation)
    {
        ComputeThreads.UseAllCores();
        using var scope = NewDisposeScope();
        var device = new Device(request.Device);
        var peak = MeasurePeak(device, request.Precision);
        using var model = RandomModel.Build(LlavaConfigFile.Read(request.ConfigFolder), device, request.Precision);
        var samples = RandomModel.Samples(model.Config, request);
        using var features = new KeptFeatures(model, request.BatchSize);
        var options = new TrainingOptions { LoraRank = request.LoraRank, LoraAlpha = 2 * request.LoraRank };
        using var adapters = AdapterFactory.Create(AdapterPlan.Lora.ResolveGroups(options), [], model, new Dictionary<string, Tensor>(), seed: 0);
        var (seconds, first, last) = Train(request, model, adapters, samples, features, report, cancellation);
        var text = model.Config.Text;
        return new SpeedReport(
            model.Weights.All.Values.Sum(weight => weight.numel()), samples.Sum(sample => (long)sample.Ids.Length - 1), seconds,
            StepArithmetic.Of(text, samples.Length, samples[0].Ids.Length - 1, request.AnswerTokens), peak,
            Ask(request, model, adapters, samples, features, cancellation), first, last);
    }

    private static (double Seconds, double First, double Last) Train(
        SpeedRequest request, LvlmModel model, AdapterState adapters, PreparedSample[] samples, VisionFeatures features, Action<int> report,
        CancellationToken cancellation)
    {
        using var optimizer = new AdamW(adapters.Trained.Select(name => KeyValuePair.Create(name, adapters[name])), 0, new HashSet<string>());
        var gradients = new GradientStep(new SequentialLoraMethod(), adapters, new BatchCollator(model, features, 0), new AnswerLoss(model, adapters));
        var (start, first, last) = (0L, 0.0, 0.0);
        for (var step = -request.WarmupSteps; step < request.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step == 0)
                start = Settled(model.Device);
            last = gradients.Accumulate(TrainingStage.Answers, [samples], step);
            optimizer.Step(Rate, largestNorm: 1, step + request.WarmupSteps + 1);
            first = step == 0 ? last : first;
            if (step >= 0)
                report(step + 1);
        }

        return (SecondsSince(start, model.Device) / request.Steps, first, last);
    }

    // With the adapters, not merged, as the model stands after the training.
    private static double Ask(
        SpeedRequest request, LvlmModel model, AdapterState adapters, PreparedSample[] samples, VisionFeatures features, CancellationToken cancellation)
    {
        PreparedSample[] questions = [
            .. samples.Select(sample => sample with { Ids = sample.Ids[..^request.AnswerTokens], Labels = sample.Labels[..^request.AnswerTokens] })];
        double Time(int tokens)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var batch = PromptBatch.Of(model, questions, features.Read([.. questions.SelectMany(question => question.Pictures)], 0), promptTokens: 0);
            var start = Settled(model.Device);
            new AnswerDecoder(model, adapters).Generate(batch, Conditioning.None, new LikeliestToken(), tokens, (_, _, _) => true, cancellation);
            return SecondsSince(start, model.Device);
        }

        Time(2);
        return questions.Length * (request.AnswerTokens - 1) / Math.Max(1e-9, Time(request.AnswerTokens) - Time(1));
    }

    private static double MeasurePeak(Device device, WeightPrecision precision)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var size = device.type == TorchSharp.DeviceType.CUDA ? ProductSize : SmallProductSize;
        var one = randn(size, size, device: device).to_type(precision.Type());
        for (var index = 0; index < Warmups; index++)
            one.matmul(one).Dispose();
        var start = Settled(device);
        for (var index = 0; index < Products; index++)
            one.matmul(one).Dispose();
        return 2.0 * size * size * size * Products / SecondsSince(start, device);
    }

    private static long Settled(Device device)
    {
        if (device.type == TorchSharp.DeviceType.CUDA)
            cuda.synchronize(device);
        return Stopwatch.GetTimestamp();
    }

    private static double SecondsSince(long start, Device device) => Stopwatch.GetElapsedTime(start, Settled(device)).TotalSeconds;

    // As in a training of a frozen tower: a picture's features are computed once.
    private sealed class KeptFeatures(LvlmModel model, int pictures) : VisionFeatures, IDisposable
    {
        private readonly Tensor _features = Compute(model, pictures);

        public override Tensor Read(IReadOnlyList<PreparedPicture> wanted, long step) => _features.alias();

        public void Dispose() => _features.Dispose();

        private static Tensor Compute(LvlmModel model, int pictures)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var vision = model.Config.Vision;
            var pixels = randn(pictures, vision.Channels, vision.ImageSize, vision.ImageSize, device: model.Device);
            return model.VisionTower.Forward(pixels).flatten(0, 1).DetachFromDisposeScope();   // [pictures * image tokens, image width]
        }
    }
}
