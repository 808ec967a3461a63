using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators one after another; each is fitted to what those before it give.</summary>
/// <typeparam name="TLastTransformer">What the last one's fitting gives.</typeparam>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last estimator, null in an empty chain.</summary>
    public readonly IEstimator<TLastTransformer> LastEstimator;

    private readonly IEstimator<ITransformer>[] _estimators;
    private readonly TransformerScope[] _scopes;
    private readonly bool[] _cachedAfter;

    /// <summary>A chain without steps.</summary>
    public EstimatorChain()
        : this([], [], [])
    {
    }

    private EstimatorChain(IEstimator<ITransformer>[] estimators, TransformerScope[] scopes, bool[] cachedAfter)
    {
        _estimators = estimators;
        _scopes = scopes;
        _cachedAfter = cachedAfter;
        LastEstimator = estimators.LastOrDefault() as IEstimator<TLastTransformer>;
    }

    /// <summary>Promises the columns after the last step, then fits each step to the rows that those before it give.</summary>
    /// <param name="input">The rows to learn from.</param>
    /// <returns>A chain of the fitted steps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A step misses a column, found before any step is fitted.</exception>
    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var fitted = new ITransformer[_estimators.Length];
        for (var i = 0; i < _estimators.Length; i++)
        {
            fitted[i] = _estimators[i].Fit(input);
            if (i == _estimators.Length - 1)
                break;
            input = fitted[i].Transform(input);
            if (_cachedAfter[i])
                input = new CacheView(input, []);
        }

        return new TransformerChain<TLastTransformer>(fitted, _scopes);
    }

    /// <summary>Promises the columns after the last step.</summary>
    /// <param name="inputSchema">The columns before the first one.</param>
    /// <returns>The columns.</returns>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _estimators.Aggregate(inputSchema, (shape, step) => step.GetOutputSchema(shape));
    }

    /// <summary>Has the rows after the last step so far kept in memory while later steps are fitted.</summary>
    /// <param name="env">The context.</param>
    /// <returns>A new chain, or this one where it is empty.</returns>
    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        return _estimators.Length == 0 ? this : new(_estimators, _scopes, [.. _cachedAfter[..^1], true]);
    }

    /// <summary>A longer chain.</summary>
    /// <typeparam name="TNewTrans">What the added step's fitting gives.</typeparam>
    /// <param name="estimator">The added step.</param>
    /// <param name="scope">When it is needed.</param>
    /// <returns>A new chain; this one stays as it is.</returns>
    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return EstimatorChain<TNewTrans>.Of([.. _estimators, estimator], [.. _scopes, scope], [.. _cachedAfter, false]);
    }

    internal static EstimatorChain<TLastTransformer> Of(IEstimator<ITransformer>[] estimators, TransformerScope[] scopes, bool[] cachedAfter) =>
        new(estimators, scopes, cachedAfter);
}
