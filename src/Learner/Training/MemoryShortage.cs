using System.Globalization;
using System.Runtime.InteropServices;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Training;

/// <summary>Tells of trainings that hold more than their device does.</summary>
internal static class MemoryShortage
{
    private static readonly string[] Words = ["out of memory", "can't allocate memory"];

    /// <summary>Looks at what is counted exactly, before anything is loaded; activations are left out, which are known to about a quarter.</summary>
    /// <param name="request">The training.</param>
    /// <param name="method">Its method; one with adapters of its own is not counted.</param>
    /// <param name="there">The bytes that the device has; null where that is unknown.</param>
    /// <exception cref="InsufficientMemoryException">Weights, adapters and the optimizer's state alone are more than that.</exception>
    public static void ThrowIfCertain(LearningRequest request, ContinualMethod method, long? there)
    {
        if (there is not { } bytes || !method.UsesTrainingLora)
            return;
        var estimate = Estimate(request);
        var certain = estimate.Weights + estimate.Adapters + estimate.Optimizer;
        if (certain > bytes)
            throw new InsufficientMemoryException(
                $"Learning '{request.Task}' takes {Megabytes(estimate.Weights)} of weights, " +
                $"{Megabytes(estimate.Adapters)} of adapters with gradients and {Megabytes(estimate.Optimizer)} of "
                + $"optimizer state before any activation, and {request.Device} has {Megabytes(bytes)}; {Advice(request)}");
    }

    /// <summary>Whether an error says that memory could not be had.</summary>
    public static bool IsIt(Exception error) =>
        error is ExternalException && Words.Any(words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same error with the numbers of the training, and what takes less.</summary>
    public static InsufficientMemoryException During(LearningRequest request, Exception error)
    {
        var estimate = Estimate(request);
        return new InsufficientMemoryException(
            $"{request.Device} had no memory left while '{request.Task}' was learned in batches of {request.Training.BatchSize}: " +
            $"about {Megabytes(estimate.Weights)} of weights, "
            + $"{Megabytes(estimate.Adapters + estimate.Optimizer)} of adapters and optimizer state and {Megabytes(estimate.Activations)} of activations " +
                "for samples of usual length. "
            + $"{Advice(request)} LibTorch says: {error.Message.Split('\n')[0]}", error);
    }

    private static MemoryEstimate Estimate(LearningRequest request) =>
        MemoryEstimate.Of(request.BaseModelFolder, request.Training, new AnsweringOptions(), request.Device);

    private static string Advice(LearningRequest request)
    {
        var training = request.Training;
        string[] settings =
        [
            .. training.GradientCheckpointing ? [] : new[] { "gradient-checkpointing: true" },
            .. training.Precision == WeightPrecision.Float32 ? ["precision: bfloat16"] : Array.Empty<string>(),
            .. training.BatchSize > 1 ? ["a smaller batch-size with more gradient-accumulation"] : Array.Empty<string>(),
        ];
        return settings.Length == 0 ? "take a larger device or a smaller model."
            : $"less is taken by {string.Join(", ", settings)}; 'recipe plan' counts them.";
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
