namespace Microsoft.ML;

/// <summary>Answers object by object. Not thread-safe.</summary>
/// <typeparam name="TSrc">Its readable members are the input columns.</typeparam>
/// <typeparam name="TDst">Its writable members receive the output columns.</typeparam>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine(ITransformer transformer, PredictionEngineOptions options)
        : base(transformer, options)
    {
    }

    /// <inheritdoc/>
    public override void Predict(TSrc example, ref TDst prediction)
    {
        prediction ??= new TDst();
        Answer(example, prediction);
    }
}
