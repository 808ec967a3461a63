using MlopsCl.Learner;
using MlopsCl.Learner.Models;
using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>What one update by a recipe will amount to, computed without loading anything.</summary>
/// <param name="Steps">Optimizer steps on the new task; methods with several stages or with rehearsal batches of their own take more.</param>
/// <param name="MemorySamples">Samples that the memory bank holds after the update.</param>
/// <param name="BaseModelBytes">Bytes of the base model's weights on disk.</param>
/// <param name="Estimate">What training and answering take on the device.</param>
/// <param name="Device">The device.</param>
/// <param name="DeviceBytes">The bytes that the device has; null where that is unknown.</param>
public sealed record RecipePlan(int Steps, int MemorySamples, long BaseModelBytes, MemoryEstimate Estimate, string Device, long? DeviceBytes)
{
    /// <summary>The bytes that the update takes on the device at its peak.</summary>
    public long WorkingBytes => Estimate.Peak;

    /// <summary>Whether that is within what the device has; true where that is unknown.</summary>
    public bool Fits => DeviceBytes is not { } bytes || WorkingBytes <= bytes;

    /// <summary>Numbers that are trained: the LoRA of the training options, without what a method adds of its own.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>Other settings that take less, and how much; empty where the update fits.</summary>
    public required IReadOnlyList<Remedy> Remedies { get; init; }

    /// <summary>Plans an update.</summary>
    /// <param name="recipe">The recipe; its base model's folder is looked at.</param>
    /// <param name="samples">Training samples of the new task.</param>
    /// <param name="remembered">Samples that the memory bank holds already.</param>
    /// <param name="device">The device, such as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="deviceBytes">The bytes that the device has; null to ask it.</param>
    /// <exception cref="FileNotFoundException">The base model has no config.json.</exception>
    /// <exception cref="InvalidDataException">The base model's config.json cannot be read.</exception>
    public static RecipePlan Make(Recipe recipe, int samples, int remembered, string device = "cpu", long? deviceBytes = null)
    {
        var perStep = recipe.Training.BatchSize * recipe.Training.GradientAccumulation;
        var steps = recipe.Training.Epochs * (int)Math.Ceiling(samples / (double)perStep);
        var stored = Directory.EnumerateFiles(recipe.BaseModel, "*.safetensors").Sum(f => new FileInfo(f).Length);
        var estimate = MemoryEstimate.Of(recipe.BaseModel, recipe.Training, recipe.Answering, device);
        var plan = new RecipePlan(
            steps, remembered + KeyedHash.Count(samples, recipe.Memory.Share), stored, estimate, device, deviceBytes ?? DeviceMemory.TotalBytes(device))
        {
            TrainableParameters = AdapterTargets.Of(recipe.BaseModel, recipe.Training).TrainableParameters,
            Remedies = [],
        };
        return plan.Fits ? plan : plan with { Remedies = [.. RemediesOf(recipe, device)] };
    }

    // One on top of the other, the cheapest first.
    private static IEnumerable<Remedy> RemediesOf(Recipe recipe, string device)
    {
        var (training, answering) = (recipe.Training, recipe.Answering);
        Remedy After(string setting) => new(setting, MemoryEstimate.Of(recipe.BaseModel, training, answering, device).Peak);
        if (!training.GradientCheckpointing)
        {
            training = training with { GradientCheckpointing = true };
            yield return After("training.gradient-checkpointing: true");
        }

        if (training.Precision == WeightPrecision.Float32)
        {
            training = training with { Precision = WeightPrecision.BFloat16 };
            yield return After("training.precision: bfloat16");
        }

        while (training.BatchSize > 1 && training.BatchSize % 2 == 0)
        {
            training = training with { BatchSize = training.BatchSize / 2, GradientAccumulation = training.GradientAccumulation * 2 };
            answering = answering with { BatchSize = Math.Max(1, answering.BatchSize / 2) };
            yield return After($"training.batch-size: {training.BatchSize}, training.gradient-accumulation: " +
                $"{training.GradientAccumulation}, answering.batch-size: {answering.BatchSize}");
        }
    }
}
