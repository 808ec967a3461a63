using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Methods;

/// <summary>Learns tasks one after another on the small random model of Fixtures/llava, in memory, through the training loop that trains everything.</summary>
internal sealed class TaskStream : IDisposable
{
    private static readonly TrainingOptions Fast = new() { Epochs = 8, BatchSize = 8, LearningRate = 0.01, LoraRank = 4 };
    private readonly LvlmModel _model = LvlmModel.Load(Fixture.Path("llava"), CPU);
    private readonly List<PreparedSample> _learned = [];
    private readonly List<string> _tasks = [];
    private readonly MethodChoice _choice;
    private readonly TrainingOptions _training;
    private readonly IDisposable _scope = NewDisposeScope();
    private MethodState _state = MethodState.Empty;
    private AdapterSelector? _selector;

    public TaskStream(string method, string options = "", TrainingOptions? training = null)
    {
        var pairs = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='));
        _choice = new MethodChoice(method, pairs.ToDictionary(pair => pair[0], pair => pair[1]));
        _training = training ?? Fast;
    }

    /// <summary>What was learned so far.</summary>
    public AdapterState Adapters { get; private set; } = AdapterState.None;

    /// <summary>Loss of every step of the task learned last.</summary>
    public IReadOnlyList<double> Losses { get; private set; } = [];

    /// <summary>Learns a task.</summary>
    /// <param name="samples">Its samples.</param>
    /// <param name="memory">Samples of earlier tasks that lie in memory.</param>
    public TaskStream Learn(IReadOnlyList<PreparedSample> samples, int memory = 0)
    {
        var method = ContinualMethods.Create(_choice);
        var context = Context(samples, [.. _learned.Take(memory).Select(sample => sample with { IsMemory = true })]);
        var plan = method.Plan(context);
        Adapters = AdapterFactory.Create(plan.ResolveGroups(_training), plan.Tensors, _model, Copy(Adapters.Tensors), seed: 1);
        context.Adapters = Adapters;
        var batches = method.Begin(context, new SampleBatchSource(samples, _training.BatchSize, seed: 1));
        var gradients = new GradientStep(method, Adapters, Collator(method.Selector), new AnswerLoss(_model, Adapters));
        Losses = new Trainer(method, Adapters, batches, gradients, new CheckpointStore(null, "", CPU), _training).Run(null, CancellationToken.None);
        _state = method.End(context, batches);
        _selector = ContinualMethods.Create(_choice).Selector;
        _learned.AddRange(samples);
        _tasks.Add(samples[0].Task);
        return this;
    }

    /// <summary>Mean loss per answer token, with the choice that is made in answering: no task is given.</summary>
    public double Loss(IReadOnlyList<PreparedSample> samples)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var batch = Collator(_selector).Collate(samples, step: 0);
        var conditioning = _selector?.Select(batch.Instruction, Adapters) ?? Conditioning.None;
        return new AnswerLoss(_model, Adapters).Predict(batch, conditioning).AnswerLoss!.item<float>() / samples.Count;
    }

    /// <summary>Values of a tensor now.</summary>
    public float[] Values(string name) => VectorRows.ReadValues(Adapters[name]);

    public void Dispose()
    {
        _scope.Dispose();
        _model.Dispose();
    }

    private LearningContext Context(IReadOnlyList<PreparedSample> samples, IReadOnlyList<PreparedSample> memory) => new(
        asked => InstructionReader.Read(_model, asked, null))
    {
        Task = samples[0].Task,
        EarlierTasks = [.. _tasks],
        State = _state with { Tensors = Adapters.Tensors.ToDictionary(pair => pair.Key, pair => (Tensor?)pair.Value) },
        Samples = samples,
        Memory = memory,
        Training = _training,
        Seed = 1,
        TextWidth = _model.Config.Text.HiddenSize,
        ImageWidth = _model.Config.ImageWidth,
    };

    private BatchCollator Collator(AdapterSelector? selector) => new(_model, new TrainedVisionFeatures(_model, null!, null, 0), selector?.PromptTokens ?? 0);

    private static Dictionary<string, Tensor> Copy(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope());
}
