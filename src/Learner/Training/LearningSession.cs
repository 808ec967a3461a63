using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>One task being learned: the frozen model, its adapters and the task as the method sees it.</summary>
internal sealed class LearningSession : IDisposable
{
    private readonly LearningRequest _request;
    private readonly ContinualMethod _method;
    private readonly LvlmModel _model;
    private readonly FrozenVisionFeatures _vision;
    private readonly LearningContext _context;
    private readonly string _baseModelSha256;
    private readonly SavedAdapters? _parent;
    private readonly VisionFeatures _seen;

    public LearningSession(LearningRequest request, ContinualMethod method, CancellationToken cancellation)
    {
        (_request, _method) = (request, method);
        var on = device(request.Device);
        _parent = request.ParentFolder is null ? null : AdapterFolder.Read(request.ParentFolder, on);
        _baseModelSha256 = Fingerprint.OfModel(request.BaseModelFolder);
        ThrowIfOfAnotherBase(_parent);
        _model = LvlmModel.Load(request.BaseModelFolder, on, request.Training.Precision);
        _parent = _parent?.For(_model.Config, request.ParentFolder!);
        var processor = ClipImageProcessor.Load(request.BaseModelFolder);
        _vision = FrozenVisionFeatures.Open(_model, processor, request.FeatureCacheFolder);
        _context = CreateContext(_parent, cancellation);
        Adapters = CreateAdapters(_parent);
        _context.Adapters = Adapters;
        _seen = Adapters.ReachesVisionTower ? new AdaptedVisionFeatures(_model, new DecodedPictures(processor), Adapters) : _vision;
        Batches = method.Begin(_context, new SampleBatchSource(_context.Samples, request.Training.BatchSize, request.Seed));
    }

    /// <summary>What is trained.</summary>
    public AdapterState Adapters { get; }

    /// <summary>What is trained on.</summary>
    public IBatchSource Batches { get; }

    /// <summary>Trains to the end, from a checkpoint if there is one.</summary>
    public IReadOnlyList<double> Train(IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var collator = new BatchCollator(_model, _seen, _method.Selector?.PromptTokens ?? 0);
        var gradients = new GradientStep(_method, Adapters, collator, new AnswerLoss(_model, Adapters), _request.Training.GradientCheckpointing);
        var checkpoints = new CheckpointStore(_request.CheckpointFolder, FingerprintOfRequest(), _model.Device);
        return new Trainer(_method, Adapters, Batches, gradients, checkpoints, _request.Training).Run(progress, cancellation);
    }

    /// <summary>Lets the method say what it keeps, and writes all of it.</summary>
    public void Save()
    {
        var state = _method.End(_context, Batches);
        var tensors = new SortedDictionary<string, Tensor>(Adapters.Tensors.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, tensor) in state.Tensors)
        {
            tensors.Remove(name);
            if (tensor is not null)
                tensors.Add(name, tensor);
        }

        var record = new MethodRecord(
            _request.Method.Name, _request.Method.Options, [.. _context.EarlierTasks, _request.Task], _baseModelSha256, Adapters.Groups,
            state.Values) { Precision = _request.Training.Precision };
        AdapterFolder.Write(_request.OutputFolder, record, tensors, _request.BaseModelFolder, _parent?.DefaultLora is null ? null : _parent.Settings);
    }

    public void Dispose()
    {
        Adapters.Dispose();
        _vision.Dispose();
        _model.Dispose();
    }

    private void ThrowIfOfAnotherBase(SavedAdapters? parent)
    {
        if (parent is { Record.BaseModelSha256.Length: > 0 } && parent.Record.BaseModelSha256 != _baseModelSha256)
            throw new ArgumentException(
                $"{_request.ParentFolder} was learned on base model {parent.Record.BaseModelSha256[..12]} and {_request.BaseModelFolder} is "
                + $"{_baseModelSha256[..12]}; go on with the base model that the parent has.");
    }

    private LearningContext CreateContext(SavedAdapters? parent, CancellationToken cancellation)
    {
        var preparation = PromptFormat.Load(_request.BaseModelFolder).Prepare(_model.Config);
        return new LearningContext(samples => InstructionReader.ReadMany(_model, samples, _vision, cancellation))
        {
            Task = _request.Task,
            EarlierTasks = parent?.Record.Tasks ?? [],
            State = parent is null ? MethodState.Empty : StateOf(parent),
            Samples = [.. _request.Samples.Select(sample => preparation.Prepare(sample, isMemory: false))],
            Memory = [.. _request.Memory.Select(sample => preparation.Prepare(sample, isMemory: true))],
            Training = _request.Training,
            Seed = _request.Seed,
            TextWidth = _model.Config.Text.HiddenSize,
            ImageWidth = _model.Config.ImageWidth,
        };
    }

    private static MethodState StateOf(SavedAdapters parent) => new()
    {
        Values = parent.Record.Values,
        Tensors = parent.Tensors.ToDictionary(pair => pair.Key, pair => (Tensor?)pair.Value),
    };

    private AdapterState CreateAdapters(SavedAdapters? parent)
    {
        // Before the method reads a state that another one left.
        ThrowIfLeft(parent, parent?.Record.Groups.FirstOrDefault(), isLeft: parent is not null && parent.DefaultLora is not null != _method.UsesTrainingLora);
        var plan = _method.Plan(_context);
        if (plan.TrainsBase)
            throw new ArgumentException(
                $"Method '{_request.Method.Name}' trains the base model, and a task's training leaves it frozen; use Pretraining for that.");
        var groups = plan.ResolveGroups(_request.Training, parent?.DefaultLora);
        var left = parent?.Record.Groups.FirstOrDefault(group => groups.All(other => (other.Name, other.IsGated) != (group.Name, group.IsGated)));
        ThrowIfLeft(parent, left, isLeft: left is not null);
        var adapters = AdapterFactory.Create(
            groups, plan.Tensors, _model,
            parent?.Tensors ?? new Dictionary<string, Tensor>(), _request.Seed);
        if (adapters.ReachesVisionTower && _method.Selector is not null)
            throw new ArgumentException(
                $"Method '{_request.Method.Name}' chooses by features of the frozen vision tower, and the adapters would change it; "
                + "leave the vision tower out of target-modules.");
        return adapters;
    }

    /// <summary>What earlier tasks put into a group of increments would be lost, or no longer be chosen, without that group.</summary>
    private void ThrowIfLeft(SavedAdapters? parent, LowRankGroup? group, bool isLeft)
    {
        if (isLeft && parent is not null && group is not null)
            throw new ArgumentException(
                $"{_request.ParentFolder} was learned with the method '{parent.Record.Method}', whose increments '{group.Name}' the method "
                + $"'{_request.Method.Name}' does not take over; go on with the former method, or begin a new stream.");
    }

    private string FingerprintOfRequest() => Fingerprint.OfTraining(
        new
        {
            Kind = "task",
            Model = _baseModelSha256,
            Parent = _request.ParentFolder is null ? "" : Fingerprint.OfModel(_request.ParentFolder),
            _request.Task,
            Method = _request.Method.Name,
            Options = _request.Method.Options.OrderBy(option => option.Key, StringComparer.Ordinal),
            _request.Training,
            _request.Seed,
            _request.Device,
        },
        _context.Samples.Concat(_context.Memory));
}
