using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Featurizing;
using MlopsCl.Transforms.Questions;
using MlopsCl.Transforms.Rows;
using MlopsCl.Transforms.Saving;

namespace MlopsCl.Transforms;

/// <summary>
/// Describes pictures and questions by vectors of known size, in batches and lazily: the model is loaded and run when the vectors are first read. Thread-safe.
/// </summary>
/// <remarks>
/// The vectors come from the frozen base model, so they stay the same while tasks are learned on top of it, and a trainer that learned from them
/// stays valid. The loaded model is shared with everything that answers with the same bare base model; <see cref="Dispose"/> gives back this
/// transformer's lease on it and no more.
/// </remarks>
public sealed class LvlmFeatureTransformer : ITransformer, IDisposable
{
    private readonly MLContext _context;
    private readonly SharedEngines _engines;
    private readonly KeptLease _lease;

    internal LvlmFeatureTransformer(MLContext context, string baseModelFolder, FeatureSettings settings, SharedEngines engines)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.BatchSize, 1, "batchSize");
        (_context, BaseModelFolder, Settings, _engines) = (context, baseModelFolder, settings, engines);
        _lease = new KeptLease(engines, new EngineKey(new Bundle(baseModelFolder), settings.Device));
    }

    /// <summary>The base model.</summary>
    public string BaseModelFolder { get; }

    /// <summary>The length of each vector: the vision tower's width, then the decoder's.</summary>
    public int FeatureWidth => Settings.Width;

    /// <summary>Always: each vector depends on its own row alone.</summary>
    public bool IsRowToRowMapper => true;

    internal FeatureSettings Settings { get; }

    /// <summary>The columns with the vectors (Single, known size) added.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <returns>The columns of the output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return FeatureSchema.Output(inputSchema, Settings);
    }

    /// <summary>A view with the vectors. Reads no rows and loads no model.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A view; counting its rows or reading its other columns costs no run of the model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new QuestionView<float[]>(new FeatureMap(this), input);
    }

    /// <summary>A mapper that describes one row at a time. A view is faster.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <returns>A mapper.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new QuestionRowMapper<float[]>(new FeatureMap(this), inputSchema);
    }

    /// <summary>Gives back the lease on the loaded model. The transformer stays usable.</summary>
    public void Dispose() => _lease.GiveBack();

    // The model file gets steps of ML.NET's own that name the base model; the weights stay where they are.
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)SavedFeatures.Of(_context, SavedManifest.Of(this), Settings)).Save(ctx);

    /// <summary>This transformer, for columns of a schema.</summary>
    internal LvlmFeatureTransformer For(DataViewSchema input) =>
        new(_context, BaseModelFolder, Settings with { Pictures = ColumnCheck.KindOf(input, Settings.Image) }, _engines);

    internal EngineLease Lease() => _lease.ForOnePass();

    internal IReadOnlyList<float[]> Featurize(EngineLease lease, IReadOnlyList<Question> questions)
    {
        Settings.Cancellation.ThrowIfCancellationRequested();
        var vectors = lease.Featurize(questions, Settings.BatchSize, Settings.Cancellation);
        return vectors.Count == questions.Count && vectors.All(vector => vector.Length == Settings.Width)
            ? vectors
            : throw new InvalidOperationException(
                $"The engine gave {vectors.Count} vectors for {questions.Count} questions, " +
                $"of {string.Join(", ", vectors.Select(v => v.Length).Distinct())} numbers; "
                + $"each question must have one of {Settings.Width}. The base model was changed after this step was made: make it again.");
    }
}
