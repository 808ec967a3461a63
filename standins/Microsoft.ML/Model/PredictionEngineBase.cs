using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Answers object by object. Not thread-safe.</summary>
/// <typeparam name="TSrc">Its readable members are the input columns.</typeparam>
/// <typeparam name="TDst">Its writable members receive the output columns.</typeparam>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly bool _owned;
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;
    private bool _disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        if (!transformer.IsRowToRowMapper)
            throw new ArgumentOutOfRangeException(nameof(transformer), $"{transformer.GetType()} does not map row by row. Transform a view instead.");
        _transformer = transformer;
        _owned = options.OwnsTransformer;
        _input = new ObjectRow<TSrc>(ObjectColumns<TSrc>.Create(options.InputSchemaDefinition));
        var mapper = transformer.GetRowToRowMapper(_input.Schema);
        var writer = ObjectWriter<TDst>.Create(mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _output = mapper.GetRow(_input, mapper.OutputSchema);
        _fill = writer.Over(_output);
        OutputSchema = mapper.OutputSchema;
    }

    /// <summary>The columns that the model gives.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Answers for one object.</summary>
    /// <param name="example">The input.</param>
    /// <returns>A new object.</returns>
    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Answers for one object into another one.</summary>
    /// <param name="example">The input.</param>
    /// <param name="prediction">Receives the answer; made where null.</param>
    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <summary>Releases the input row, and the transformer where the engine owns it; the row of answers is never disposed.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _input.Dispose();
        if (_owned && _transformer is IDisposable disposable)
            disposable.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Answer(TSrc example, TDst prediction)
    {
        ArgumentNullException.ThrowIfNull(example);
        _input.Set(example);
        _fill(prediction);
    }
}
