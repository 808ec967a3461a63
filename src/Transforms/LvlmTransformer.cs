using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Questions;
using MlopsCl.Transforms.Rows;
using MlopsCl.Transforms.Saving;

namespace MlopsCl.Transforms;

/// <summary>
/// Answers questions about pictures, in batches and lazily: the model is loaded and run when an added column is first read. Thread-safe.
/// </summary>
/// <remarks>
/// All transformers of one bundle and device share one loaded model. <see cref="Dispose"/> gives back this transformer's lease on it and no more: a
/// later use takes a lease again, so a prediction engine may dispose the transformer that others still use. <c>Model.Save</c> writes where the bundle
/// lies and its digest, not the weights; what <c>Model.Load</c> gives answers row by row, and <see cref="ContinualLearningCatalog.Load"/> in batches.
/// </remarks>
public sealed class LvlmTransformer : ITransformer, IDisposable
{
    private readonly SharedEngines _engines;
    private readonly KeptLease _lease;

    internal LvlmTransformer(MLContext context, Bundle bundle, AnswerSettings settings, SharedEngines engines, TrainingReport? report)
    {
        settings.Options.ThrowIfInvalid();
        (Context, Bundle, Settings, _engines, Report) = (context, bundle, settings, engines, report);
        _lease = new KeptLease(engines, new EngineKey(bundle, settings.Device));
    }

    /// <summary>The base model and what was learned on top of it.</summary>
    public Bundle Bundle { get; }

    /// <summary>What the training did; null where this transformer was not trained here.</summary>
    public TrainingReport? Report { get; }

    /// <summary>Always: each answer depends on its own row alone.</summary>
    public bool IsRowToRowMapper => true;

    internal MLContext Context { get; }

    internal AnswerSettings Settings { get; }

    /// <summary>The columns with answer (text), confidence (Single) and scores (vector of Single) added.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <returns>The columns of the output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return AnswerSchema.Output(inputSchema, Settings.Columns);
    }

    /// <summary>A view with the answers. Reads no rows and loads no model.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A view; counting its rows or reading its other columns costs no run of the model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new QuestionView<Answer>(new AnswerMap(this), input);
    }

    /// <summary>A mapper that answers one row at a time. A view answers faster.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <returns>A mapper.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new QuestionRowMapper<Answer>(new AnswerMap(this), inputSchema);
    }

    /// <summary>Gives back the lease on the loaded model. The transformer stays usable.</summary>
    public void Dispose() => _lease.GiveBack();

    // The model file gets steps of ML.NET's own that name the bundle; the weights stay where they are.
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)SavedAnswers.Of(Context, SavedManifest.Of(this), Settings.Pictures)).Save(ctx);

    /// <summary>This transformer, for columns of a schema.</summary>
    internal LvlmTransformer For(DataViewSchema input) =>
        new(Context, Bundle, Settings with { Pictures = ColumnCheck.KindOf(input, Settings.Columns.Image) }, _engines, Report);

    /// <summary>A lease for one cursor; the transformer keeps another, so that the model stays loaded between passes.</summary>
    internal EngineLease Lease() => _lease.ForOnePass();

    internal IReadOnlyList<Answer> Answer(EngineLease lease, IReadOnlyList<Question> questions)
    {
        Settings.Cancellation.ThrowIfCancellationRequested();
        var answers = lease.Answer(questions, Settings.Options, Settings.Cancellation);
        return answers.Count == questions.Count
            ? answers
            : throw new InvalidOperationException($"The engine gave {answers.Count} answers to {questions.Count} questions. Each question must have one.");
    }
}
