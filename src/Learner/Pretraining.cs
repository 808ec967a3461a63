using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>The door to pre-training: the loop that learns tasks, with every weight trained.</summary>
public static class Pretraining
{
    /// <summary>Trains a model and writes it as a checkpoint in Hugging Face layout.</summary>
    /// <param name="request">What is trained on what, and how.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Ends the training between steps, with a checkpoint.</param>
    /// <returns>The loss of every step.</returns>
    /// <exception cref="ArgumentException">Options are out of range, or a sample does not fit the model.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<double> Run(
        PretrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        TrainingOptionsRules.ThrowIfInvalid(request.Training);
        if (request.Training.Precision != WeightPrecision.Float32)
            throw new ArgumentException(
                $"Precision is {request.Training.Precision}; pre-training moves every weight and computes in Float32. Store the result smaller instead.");
        ComputeThreads.UseAllCores();
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(request.ModelFolder, device(request.Device));
        var images = ClipImageProcessor.Load(request.ModelFolder);
        var preparation = PromptFormat.Load(request.ModelFolder).Prepare(model.Config);
        PreparedSample[] samples = [.. request.Samples.Select(sample => preparation.Prepare(sample, isMemory: false))];
        var losses = Train(request, model, images, samples, progress, cancellation);
        ModelFolder.Write(request.OutputFolder, model.Config, images.Options, model.Weights.All, request.Precision);
        foreach (var path in ModelFiles.Of(request.ModelFolder, ModelFiles.Prompting))
            File.Copy(path, Path.Combine(request.OutputFolder, Path.GetFileName(path)), overwrite: true);
        return losses;
    }

    private static IReadOnlyList<double> Train(
        PretrainingRequest request, LvlmModel model, ClipImageProcessor images, PreparedSample[] samples,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        SampleAugmentation? augmentation = request.Augmentation is { } change ? change.Apply : null;
        var vision = new TrainedVisionFeatures(model, new DecodedPictures(images), augmentation, request.Seed);
        var weights = new AdapterState([], model.Weights.All, model.Weights.All.Keys)
        {
            // norms and biases
            Undecayed = model.Weights.All.Where(weight => weight.Value.shape.Length == 1).Select(weight => weight.Key).ToHashSet(),
        };
        var method = new FullTraining();
        var gradients = new GradientStep(
            method, weights, new BatchCollator(model, vision, promptTokens: 0), new AnswerLoss(model, weights), request.Training.GradientCheckpointing);
        var checkpoints = new CheckpointStore(request.CheckpointFolder, FingerprintOf(request, samples), model.Device);
        var batches = new SampleBatchSource(samples, request.Training.BatchSize, request.Seed);
        return new Trainer(method, weights, batches, gradients, checkpoints, request.Training).Run(progress, cancellation);
    }

    private static string FingerprintOf(PretrainingRequest request, IEnumerable<PreparedSample> samples) => Fingerprint.OfTraining(
        new
        {
            Kind = "pretraining",
            Model = Fingerprint.OfModel(request.ModelFolder),
            request.Training,
            request.Augmentation,
            request.Seed,
            request.Device,
        },
        samples);
}
