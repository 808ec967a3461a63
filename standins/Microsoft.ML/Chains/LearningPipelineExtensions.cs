using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Puts steps one after another.</summary>
public static class LearningPipelineExtensions
{
    /// <summary>A chain of two estimators.</summary>
    /// <typeparam name="TTrans">What fitting the second gives.</typeparam>
    /// <param name="start">The first, which may be a chain.</param>
    /// <param name="estimator">The second.</param>
    /// <param name="scope">When the second is needed.</param>
    /// <returns>A chain.</returns>
    public static EstimatorChain<TTrans> Append<TTrans>(
        this IEstimator<ITransformer> start,
        IEstimator<TTrans> estimator,
        TransformerScope scope = TransformerScope.Everything)
        where TTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(start);
        return start is EstimatorChain<ITransformer> chain
            ? chain.Append(estimator, scope)
            : new EstimatorChain<ITransformer>().Append(start).Append(estimator, scope);
    }

    /// <summary>A chain that keeps the rows after an estimator in memory while later steps are fitted.</summary>
    /// <typeparam name="TTrans">What fitting the estimator gives.</typeparam>
    /// <param name="start">The estimator.</param>
    /// <param name="env">The context.</param>
    /// <returns>A chain.</returns>
    public static EstimatorChain<TTrans> AppendCacheCheckpoint<TTrans>(this IEstimator<TTrans> start, IHostEnvironment env)
        where TTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(start);
        return new EstimatorChain<ITransformer>().Append(start).AppendCacheCheckpoint(env);
    }

    /// <summary>A chain of two transformers.</summary>
    /// <typeparam name="TTrans">The type of the second.</typeparam>
    /// <param name="start">The first.</param>
    /// <param name="transformer">The second.</param>
    /// <returns>A chain.</returns>
    public static TransformerChain<TTrans> Append<TTrans>(this ITransformer start, TTrans transformer)
        where TTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(transformer);
        return new TransformerChain<TTrans>(start, transformer);
    }
}
