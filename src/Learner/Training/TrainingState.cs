using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Methods;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>
/// What a training has come to: the adapters' tensors, the optimizer's moments and the losses so far. A checkpoint is exactly this.
/// </summary>
internal sealed class TrainingState : IDisposable
{
    private readonly AdapterState _adapters;
    private readonly TrainingOptions _options;
    private readonly List<double> _losses = [];
    private TrainingStage? _stage;
    private AdamW? _optimizer;
    private Dictionary<string, Tensor> _restored = [];

    private TrainingState(AdapterState adapters, TrainingOptions options) => (_adapters, _options) = (adapters, options);

    /// <summary>The loss of every step.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Begins where the last checkpoint stands, or at the start.</summary>
    public static TrainingState Start(AdapterState adapters, TrainingOptions options, CheckpointStore checkpoints)
    {
        var state = new TrainingState(adapters, options);
        if (checkpoints.Read() is not { } checkpoint)
            return state;
        state._losses.AddRange(checkpoint.Losses);
        foreach (var (name, values) in checkpoint.Tensors)
        {
            if (name.StartsWith("moment", StringComparison.Ordinal))
                state._restored.Add(name, values);
            else
                using (values)
                    adapters.Set(name, values);
        }

        return state;
    }

    /// <summary>All tensors of a checkpoint.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Tensors =>
        _adapters.Tensors.Concat(_optimizer?.Moments ?? _restored);

    /// <summary>
    /// Prepares a step: when its stage begins, or goes on from a checkpoint, sets what is trained and makes its optimizer.
    /// </summary>
    public void Enter(ScheduledStep at)
    {
        if (ReferenceEquals(at.Stage, _stage))
            return;
        _stage = at.Stage;
        var trained = _adapters.Trained.ToDictionary(name => name, name => at.Stage.Trains?.Invoke(name) ?? true);
        foreach (var (name, isTrained) in trained)
            _adapters[name].requires_grad_(isTrained);
        _optimizer?.Dispose();
        _optimizer = new AdamW(trained.Where(pair => pair.Value)
            .Select(pair => KeyValuePair.Create(pair.Key, _adapters[pair.Key])), _options.WeightDecay, _adapters.Undecayed);
        if (at.InStage > 0)
            _optimizer.Restore(_restored);
        DisposeRestored();
    }

    /// <summary>Moves what is trained, by the gradients that lie ready.</summary>
    /// <exception cref="InvalidOperationException">The loss is not a number.</exception>
    public void Step(ScheduledStep at, double loss)
    {
        if (!double.IsFinite(loss))
            throw new InvalidOperationException(
                $"The loss of step {at.Index + 1} is {loss}; lower the learning rate ({_options.LearningRate}) or look for broken samples.");
        _optimizer!.Step(at.LearningRate, _options.MaxGradientNorm, at.InStage + 1);
        _losses.Add(loss);
    }

    public void Dispose()
    {
        _optimizer?.Dispose();
        DisposeRestored();
    }

    private void DisposeRestored()
    {
        foreach (var tensor in _restored.Values)
            tensor.Dispose();
        _restored = [];
    }
}
