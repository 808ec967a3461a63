using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>
/// Answers questions with a base model and what was learned on top of it. Safe for use by many threads, which wait for each other.
/// </summary>
public sealed class LvlmEngine : IDisposable
{
    private readonly Lock _computing = new();
    private readonly LvlmModel _model;
    private readonly FrozenVisionFeatures _vision;
    private readonly AdapterState _adapters;
    private readonly QuestionAnswering _answering;
    private readonly QuestionFeatures _features;
    private MergedAdapters? _merged;
    private bool _isDisposed;

    private LvlmEngine(LvlmModel model, ClipImageProcessor processor, PromptFormat prompts, SavedAdapters? saved, string baseModelSha256)
    {
        (_model, BaseModelSha256) = (model, baseModelSha256);
        _adapters = saved?.ToState() ?? new AdapterState([], new Dictionary<string, Tensor>(), []);
        _vision = FrozenVisionFeatures.Open(model, processor, _adapters);
        var selector = saved is null ? null : ContinualMethods.Create(new MethodChoice(saved.Record.Method, saved.Record.Options)).Selector;
        _answering = new QuestionAnswering(model, prompts, _vision, _adapters, selector);
        _features = new QuestionFeatures(model, prompts, _vision);
    }

    /// <summary>The digest of the base model: SHA-256 over names and contents of its files, lower-case hexadecimal.</summary>
    public string BaseModelSha256 { get; }

    /// <summary>Loads a bundle.</summary>
    /// <param name="bundle">The folders of base model and adapter.</param>
    /// <param name="device">The device, such as <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="ArgumentException">The adapter was learned on another base model, or the device does not compute in the precision.</exception>
    /// <exception cref="InvalidDataException">A file is of a kind that this program does not run.</exception>
    public static LvlmEngine Open(Bundle bundle, string device = "cpu")
    {
        LlavaConfigFile.ThrowIfAbsent(bundle.BaseModelFolder);
        ComputeThreads.UseAllCores();
        var on = torch.device(device);
        if (bundle.Precision == WeightPrecision.Float16 && on.type == TorchSharp.DeviceType.CPU)
            throw new ArgumentException("Precision is Float16, which is computed on a GPU only; take BFloat16, of the same size, or Float32.", nameof(bundle));
        var (saved, digest) = BundleAdapters.Read(bundle, on);
        var model = LvlmModel.Load(bundle.BaseModelFolder, on, bundle.Precision ?? saved?.Record.Precision ?? WeightPrecision.Float32);
        return new LvlmEngine(model, ClipImageProcessor.Load(bundle.BaseModelFolder), PromptFormat.Load(bundle.BaseModelFolder), saved, digest);
    }

    /// <summary>Whether the adapter is part of the weights at present.</summary>
    public bool IsMerged => _merged is not null;

    /// <summary>
    /// Makes the adapter part of the weights, so that answers take fewer products; their last bits may differ. What a method chooses for each question, such as
    /// prompts, goes on being added. Does nothing the second time.
    /// </summary>
    /// <exception cref="InvalidOperationException">The method weighs a pool's entries for each question, which no one set of weights can do.</exception>
    public void Merge()
    {
        lock (_computing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _merged ??= MergedAdapters.Merge(_model, _adapters);
        }
    }

    /// <summary>Takes the adapter out of the weights again, up to the rounding of their precision. Does nothing if it is not in them.</summary>
    public void Unmerge()
    {
        lock (_computing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _merged?.Unmerge();
            _merged = null;
        }
    }

    /// <summary>Answers questions.</summary>
    /// <param name="questions">Any number.</param>
    /// <param name="options">How they are answered.</param>
    /// <param name="cancellation">Looked at between tokens.</param>
    /// <returns>An answer per question, in the same order; an answer does not depend on what else is in the batch.</returns>
    /// <exception cref="ArgumentException">A question does not fit the model, or an option is out of range.</exception>
    /// <exception cref="ImageFormatException">A picture cannot be decoded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Answer> Answer(
        IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation = default) =>
        AnswerAll(questions, options, receive: null, cancellation);

    /// <summary>Answers questions and hands over their text as it comes.</summary>
    /// <param name="questions">Any number; those of a batch are answered side by side.</param>
    /// <param name="options">How they are answered.</param>
    /// <param name="receive">Called on this thread for every part of a text; must not ask this engine again.</param>
    /// <param name="cancellation">Looked at between tokens.</param>
    /// <returns>As <see cref="Answer(IReadOnlyList{Question}, AnsweringOptions, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentException">A question does not fit the model, or an option is out of range.</exception>
    /// <exception cref="ImageFormatException">A picture cannot be decoded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Answer> Answer(
        IReadOnlyList<Question> questions, AnsweringOptions options, Action<AnswerPiece> receive, CancellationToken cancellation = default) =>
        AnswerAll(questions, options, receive, cancellation);

    /// <summary>The length of the vectors that <see cref="Featurize"/> gives, from the configuration alone.</summary>
    /// <param name="baseModelFolder">A checkpoint folder in Hugging Face layout.</param>
    /// <returns>Image width plus text width.</returns>
    /// <exception cref="FileNotFoundException">The configuration is missing.</exception>
    public static int FeatureWidth(string baseModelFolder) => QuestionFeatures.Width(LlavaConfigFile.Read(baseModelFolder));

    /// <summary>
    /// Describes questions by vectors: the mean of the vision tower's features over the pictures (zero without pictures), then the mean of the words'
    /// embeddings. Of a bundle without adapter they are the frozen base model's, and stay the same whatever is learned on top of it.
    /// </summary>
    /// <param name="questions">Any number.</param>
    /// <param name="batchSize">Questions that run through the model together, at least 1.</param>
    /// <param name="cancellation">Looked at between batches.</param>
    /// <returns>A vector per question, in the same order, each of <see cref="FeatureWidth"/> numbers.</returns>
    /// <exception cref="ArgumentException">A question does not fit the model.</exception>
    /// <exception cref="ImageFormatException">A picture cannot be decoded.</exception>
    public IReadOnlyList<float[]> Featurize(IReadOnlyList<Question> questions, int batchSize, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        lock (_computing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _features.Read(questions, batchSize, cancellation);
        }
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        lock (_computing)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _merged?.Dispose();
            _adapters.Dispose();
            _vision.Dispose();
            _model.Dispose();
        }
    }

    private IReadOnlyList<Answer> AnswerAll(
        IReadOnlyList<Question> questions, AnsweringOptions options, Action<AnswerPiece>? receive, CancellationToken cancellation)
    {
        options.ThrowIfInvalid();
        lock (_computing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _answering.Answer(questions, options, receive, cancellation);
        }
    }
}
