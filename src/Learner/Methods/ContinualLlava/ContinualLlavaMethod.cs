using System.Globalization;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>
/// Continual LLaVA (Cao et al., arXiv 2411.02564, 2024): a pool of low-rank increments on the frozen model, of which each question takes
/// the few
/// whose keys are nearest to it, and weighted snapshots of what earlier tasks learned. Keeps no samples; memory samples that it is given
/// are ignored.
/// </summary>
/// <param name="options">The options.</param>
public sealed class ContinualLlavaMethod(ContinualLlavaOptions options) : ContinualMethod
{
    private const string TasksValue = "tasks";
    private IReadOnlyList<TrainingStage> _stages = [TrainingStage.Answers];
    private PoolSelector _selector = new(options, task: 0);
    private PoolPlan? _plan;
    private AdapterState _adapters = AdapterState.None;
    private bool _learnsAnswers;

    /// <inheritdoc/>
    public override AdapterSelector Selector => _selector;

    /// <inheritdoc/>
    public override bool UsesTrainingLora => false;

    /// <summary>
    /// In cosine allocation keys are aligned first, then answers are learned; fresh allocation aligns them in closed form.
    /// </summary>
    /// <inheritdoc/>
    public override IReadOnlyList<TrainingStage> Stages => _stages;

    /// <inheritdoc/>
    public override AdapterPlan Plan(LearningContext context)
    {
        var task = 1 + int.Parse(context.State.Values.GetValueOrDefault(TasksValue, "0"), CultureInfo.InvariantCulture);
        _selector = new PoolSelector(options, task);
        _plan = PoolPlan.Make(options, context, task);
        if (options.Allocation == Allocation.Cosine)
            _stages = [KeyStage(), TrainingStage.Answers with { Trains = name => name != PoolTensors.Keys }];
        return _plan.ToAdapterPlan();
    }

    /// <inheritdoc/>
    public override IBatchSource Begin(LearningContext context, IBatchSource batches)
    {
        _adapters = context.Adapters;
        _plan!.Fill(_adapters);
        return batches;
    }

    /// <summary>
    /// Where no answers are learned: the alignment loss, the mean over samples and chosen entries of 1 - cos(question, key).
    /// </summary>
    /// <inheritdoc/>
    public override Tensor? Penalty(Batch batch, Prediction prediction)
    {
        _learnsAnswers = prediction.AnswerLoss is not null;
        if (_learnsAnswers)
            return null;
        var instruction = batch.Instruction;
        using var scope = NewDisposeScope();
        var questions = PoolSelector.Vectors(instruction, options.Feature);                                            // [batch, width]
        var pool = PoolSelector.ReadKeys(options, _adapters);
        var choices = VectorRows.Read(questions).Select(question => pool.Choose(question)!).ToArray();
        var chosen = tensor(choices.SelectMany(choice => choice.Entries.Select(entry => (long)entry)).ToArray(), device: questions.device);
        var centre = _adapters[PoolTensors.Centre];
        var keys = (_adapters[PoolTensors.Keys] - centre).index_select(0, chosen);                                     // [batch * chosen, width]
        var asked = (questions - centre).repeat_interleave(choices[0].Entries.Length, dim: 0);
        var cosines = (asked * keys).sum(1) / (asked.square().sum(1) * keys.square().sum(1)).clamp(min: 1e-24).sqrt();
        return (1 - cosines.mean()).MoveToOuterDisposeScope();
    }

    /// <summary>Where the current task's increments are part of the context, brings their copy up to date.</summary>
    /// <inheritdoc/>
    public override void AdjustGradients(AdapterState adapters)
    {
        if (_learnsAnswers && options.ContextHasCurrent)
            _plan!.TakeSnapshot(adapters);
    }

    /// <inheritdoc/>
    public override MethodState End(LearningContext context, IBatchSource batches)
    {
        _plan!.TakeSnapshot(context.Adapters);
        _plan.SetOwners(context.Adapters);
        return new MethodState { Values = new Dictionary<string, string> { [TasksValue] = _plan.Task.ToString(CultureInfo.InvariantCulture) } };
    }

    private TrainingStage KeyStage() => new()
    {
        Name = "keys",
        LearnsAnswers = false,
        Trains = name => name == PoolTensors.Keys,
        Epochs = options.KeyEpochs,
        LearningRate = options.KeyLearningRate,
    };
}
