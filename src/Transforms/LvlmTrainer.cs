using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlopsCl.Learner;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Rows;
using MlopsCl.Transforms.Training;

namespace MlopsCl.Transforms;

/// <summary>
/// Teaches one task to a vision-language model, on top of what it has learned so far. Made by <see cref="ContinualLearningCatalog"/>.
/// </summary>
/// <remarks>
/// Reads the rows once, in their order. Its transformer adds three columns: the answer (text), <c>.Confidence</c> (Single, 0 to 1) and <c>.Scores</c>
/// (vector of Single: the natural logarithm of each chosen token's probability). The work is logged and can be watched and stopped through the options.
/// </remarks>
public sealed partial class LvlmTrainer : IEstimator<LvlmTransformer>
{
    private readonly MLContext _context;
    private readonly Options _options;
    private readonly LearnTask _learn;
    private readonly SharedEngines _engines;

    internal LvlmTrainer(MLContext context, Options options, LearnTask learn, SharedEngines engines)
    {
        ThrowIfInvalid(options);
        (_context, _options, _learn, _engines) = (context, options, learn, engines);
    }

    private SampleColumns Columns =>
        new(_options.ImageColumnName, _options.PromptColumnName, _options.LabelColumnName, _options.HistoryColumnName, _options.IdColumnName, Task: null);

    private AnswerColumns Answers => new(_options.ImageColumnName, _options.PromptColumnName, _options.OutputColumnName, _options.HistoryColumnName);

    /// <summary>Learns the task from the rows.</summary>
    /// <param name="input">The samples.</param>
    /// <returns>A transformer that answers with what was learned.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="ArgumentException">An option is out of range, the output folder is not empty, or a row does not fit the model.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, a row has no answer, or the device is not there.</exception>
    /// <exception cref="FileNotFoundException">The base model, what was learned before, or a picture is not there.</exception>
    /// <exception cref="MlopsCl.Learner.Imaging.ImageFormatException">A picture cannot be decoded.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled; the last checkpoint can be resumed.</exception>
    public LvlmTransformer Fit(IDataView input) => Fit(input, _options.ParentFolder);

    /// <summary>Learns the task on top of what another transformer has learned.</summary>
    /// <param name="input">The samples.</param>
    /// <param name="previous">The transformer of the task before; takes the place of the options' parent folder.</param>
    /// <returns>A transformer that answers with what was learned.</returns>
    /// <exception cref="ArgumentException">
    /// The other transformer has another base model, an option is out of range, the output folder is not empty, or a row does not fit the model.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, a row has no answer, or the device is not there.</exception>
    /// <exception cref="FileNotFoundException">The base model, what was learned before, or a picture is not there.</exception>
    /// <exception cref="MlopsCl.Learner.Imaging.ImageFormatException">A picture cannot be decoded.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled; the last checkpoint can be resumed.</exception>
    public LvlmTransformer Fit(IDataView input, LvlmTransformer previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var (theirs, ours) = (EngineKey.FullFolder(previous.Bundle.BaseModelFolder), EngineKey.FullFolder(_options.BaseModelFolder));
        return theirs == ours
            ? Fit(input, previous.Bundle.AdapterFolder)
            : throw new ArgumentException(
                $"The transformer learned on top of '{theirs}', and the options name '{ours}'. Use one base model.", nameof(previous));
    }

    /// <summary>Promises the columns with the added ones, before any work.</summary>
    /// <param name="inputSchema">The columns that there will be.</param>
    /// <returns>The columns after this step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Text(inputSchema, _options.LabelColumnName);
        if (_options.IdColumnName is not null)
            ColumnCheck.Text(inputSchema, _options.IdColumnName);
        return AnswerSchema.Shape(_context, inputSchema, Answers);
    }

    private LvlmTransformer Fit(IDataView input, string? parentFolder)
    {
        ArgumentNullException.ThrowIfNull(input);
        ThrowIfInvalid(_options);
        AnswerSchema.Output(input.Schema, Answers);
        ColumnCheck.Text(input.Schema, _options.LabelColumnName);
        if (_options.IdColumnName is not null)
            ColumnCheck.Text(input.Schema, _options.IdColumnName);
        using var channel = ((IChannelProvider)_context).Start(nameof(LvlmTrainer));
        var device = DeviceChoice.Resolve(_context, _options.Device, channel);
        var request = Request(input, parentFolder, device);
        channel.Info(
            MessageSensitivity.None, "Learning '{0}' by {1} on {2}: {3} samples, {4} of earlier tasks",
            request.Task, request.Method.Name, device, request.Samples.Count, request.Memory.Count);
        var report = _learn(request, new ProgressLog(channel, _options.LogEveryNStep, _options.Progress), _options.Cancellation);
        KeptSeed.Forget(_options.CheckpointFolder);
        channel.Info(
            MessageSensitivity.None, "Learned '{0}' in {1} steps; {2} parameters were trained", request.Task, report.Steps, report.TrainableParameters);
        var settings = new AnswerSettings(Answers, _options.Answering, device, _options.Cancellation, ColumnCheck.KindOf(input.Schema, Answers.Image));
        return new LvlmTransformer(_context, new Bundle(request.BaseModelFolder, request.OutputFolder), settings, _engines, report);
    }

    private LearningRequest Request(IDataView input, string? parentFolder, string device)
    {
        var samples = SampleReader.Read(input, Columns, _options.Task, _options.Cancellation);
        if (samples.Count == 0)
            throw new InvalidOperationException($"There are no rows to learn '{_options.Task}' from. Give a view with at least one.");
        return new LearningRequest
        {
            BaseModelFolder = _options.BaseModelFolder,
            ParentFolder = parentFolder,
            OutputFolder = _options.OutputFolder,
            CheckpointFolder = _options.CheckpointFolder,
            FeatureCacheFolder = _options.FeatureCacheFolder,
            Task = _options.Task,
            Samples = samples,
            Memory = Memory(),
            Method = _options.Method,
            Training = _options.Training,
            Seed = _options.Seed ?? KeptSeed.Of(_options.CheckpointFolder, ((IHostEnvironment)_context).Register(nameof(LvlmTrainer)).Rand.Next),
            Device = device,
        };
    }

    private IReadOnlyList<Sample> Memory()
    {
        if (_options.Memory is not { } memory)
            return [];
        var task = memory.Schema.GetColumnOrNull("Task") is null ? null : "Task";
        return SampleReader.Read(memory, Columns with { Task = task }, "memory", _options.Cancellation);
    }

    // What can be seen to be wrong now is not found out after hours of training.
    private static void ThrowIfInvalid(Options options)
    {
        foreach (var (value, name) in new[]
        {
            (options.BaseModelFolder, nameof(Options.BaseModelFolder)), (options.OutputFolder, nameof(Options.OutputFolder)),
            (options.Task, nameof(Options.Task)), (options.PromptColumnName, nameof(Options.PromptColumnName)),
            (options.LabelColumnName, nameof(Options.LabelColumnName)), (options.OutputColumnName, nameof(Options.OutputColumnName)),
        })
            if (string.IsNullOrWhiteSpace(value))
                throw new ArgumentException($"{name} is empty, and a training needs it. Set it in the options.", name);
        foreach (var (value, name) in new (object?, string)[]
        {
            (options.Method, nameof(Options.Method)), (options.Training, nameof(Options.Training)), (options.Answering, nameof(Options.Answering)),
        })
            if (value is null)
                throw new ArgumentException($"{name} is null, and a training needs it. Leave it out of the options for the default.", name);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LogEveryNStep, 1, nameof(Options.LogEveryNStep));
        options.Answering.ThrowIfInvalid();
    }
}
