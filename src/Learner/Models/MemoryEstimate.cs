using MlopsCl.Learner.Adapters;

namespace MlopsCl.Learner.Models;

/// <summary>
/// What training and answering will take on a device, counted from shapes: nothing is loaded. Weights, adapters, optimizer state and cache
/// are exact up to allocation; activations are what the operations keep and make at once, to about a quarter.
/// </summary>
/// <param name="Weights">Bytes of the base model's weights in the precision of the options.</param>
/// <param name="Adapters">Bytes of the adapters and of their gradients.</param>
/// <param name="Optimizer">Bytes of the optimizer's two moments.</param>
/// <param name="KeptActivations">Bytes of activations of a training step that keeps what gradients need.</param>
/// <param name="RecomputedActivations">Bytes of activations of a training step with gradient checkpointing.</param>
/// <param name="KeyValueCache">Bytes of the keys and values of a batch of questions with answers of full length.</param>
/// <param name="AnsweringActivations">Bytes of what reading a batch of questions makes at once.</param>
/// <param name="Runtime">Bytes that the libraries take on the device, a rule of thumb.</param>
/// <param name="Recomputes">Whether the options ask for gradient checkpointing.</param>
public sealed record MemoryEstimate(
    long Weights, long Adapters, long Optimizer, long KeptActivations, long RecomputedActivations, long KeyValueCache,
    long AnsweringActivations, long Runtime, bool Recomputes)
{
    private const long ProcessorRuntime = 400L << 20, AcceleratorRuntime = 1L << 30;

    /// <summary>Bytes of activations of a training step with the options.</summary>
    public long Activations => Recomputes ? RecomputedActivations : KeptActivations;

    /// <summary>Bytes that a training takes at its peak.</summary>
    public long Training => Weights + Adapters + Optimizer + Activations + Runtime;

    /// <summary>Bytes that answering takes at its peak; gradients are gone.</summary>
    public long Answering => Weights + (Adapters / 2) + KeyValueCache + AnsweringActivations + Runtime;

    /// <summary>The larger of <see cref="Training"/> and <see cref="Answering"/>.</summary>
    public long Peak => Math.Max(Training, Answering);

    /// <summary>Estimates from a model's configuration.</summary>
    /// <param name="baseModelFolder">The model's folder; only its <c>config.json</c> is read.</param>
    /// <param name="training">How a task is learned, by one LoRA.</param>
    /// <param name="answering">How questions are answered.</param>
    /// <param name="device">The device, such as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="textTokens">Tokens of a sample beside those of its one picture.</param>
    /// <exception cref="FileNotFoundException">The folder has no <c>config.json</c>.</exception>
    /// <exception cref="InvalidDataException">The configuration is of no model that this program runs.</exception>
    /// <exception cref="ArgumentException">The options put adapters on nothing that is there.</exception>
    public static MemoryEstimate Of(
        string baseModelFolder, TrainingOptions training, AnsweringOptions answering, string device, int textTokens = 64)
    {
        var config = LlavaConfigFile.Read(baseModelFolder);
        var isProcessor = device == "cpu";
        var trained = Trained(config, training);
        var layer = new LayerActivations(config.Text, training.Precision, isProcessor);
        long tokens = config.ImageTokens + textTokens, rows = training.BatchSize * tokens;
        var head = training.BatchSize * (textTokens / 2L) * config.Text.VocabularySize * 3 * sizeof(float);   // logits, their softmax, its gradient
        var inputs = rows * config.Text.HiddenSize * training.Precision.Bytes() * (config.Text.Layers + 1);
        return new MemoryEstimate(
            ParameterShapes.Of(config).Sum(parameter => Count(parameter.Shape)) * training.Precision.Bytes(),
            2 * trained * sizeof(float),
            2 * trained * sizeof(float),
            head + layer.Backward(rows) + (config.Text.Layers * layer.Kept(rows, tokens, training.LoraRank)),
            head + layer.Backward(rows) + inputs + layer.Kept(rows, tokens, training.LoraRank),
            layer.Cache(answering.BatchSize * (tokens + answering.MaxNewTokens)) * config.Text.Layers,
            layer.Forward(answering.BatchSize * tokens, tokens),
            isProcessor ? ProcessorRuntime : AcceleratorRuntime,
            training.GradientCheckpointing);
    }

    private static long Trained(LlavaConfig config, TrainingOptions training)
    {
        var (group, modules) = (DefaultLora.Begin(training), ModelModules.Of(config));
        return modules.SelectedBy(group).Sum(matrix => (group.RankOf(matrix.Name) * (matrix.Rows + matrix.Columns)) + (group.HasMagnitude ? matrix.Rows : 0))
            + modules.SavedBy(group).Sum(name => Count(modules.Parameters[name]));
    }

    private static long Count(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}
