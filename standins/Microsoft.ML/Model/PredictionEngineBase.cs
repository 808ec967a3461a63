using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Answers object by object. Not thread-safe.</summary>
/// <typeparam name="TSrc">Its readable members are the input columns.</typeparam>
/// <typeparam name="TDst">Its writable members receive the output columns.</typeparam>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer transformer;
    private readonly bool owned;
    private readonly ObjectRow<TSrc> input;
    private readonly DataViewRow output;
    private readonly Action<TDst> fill;
    private bool disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        if (!transformer.IsRowToRowMapper)
            throw new ArgumentOutOfRangeException(nameof(transformer), $"{transformer.GetType()} does not map row by row. Transform a view instead.");
        this.transformer = transformer;
        owned = options.OwnsTransformer;
        input = new ObjectRow<TSrc>(ObjectColumns<TSrc>.Create(options.InputSchemaDefinition));
        var mapper = transformer.GetRowToRowMapper(input.Schema);
        var writer = ObjectWriter<TDst>.Create(mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        output = mapper.GetRow(input, mapper.OutputSchema);
        fill = writer.Over(output);
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

    /// <summary>Releases the rows, and the transformer where the engine owns it.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        output.Dispose();
        if (owned && transformer is IDisposable disposable)
            disposable.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Answer(TSrc example, TDst prediction)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(example);
        input.Set(example);
        fill(prediction);
    }
}
