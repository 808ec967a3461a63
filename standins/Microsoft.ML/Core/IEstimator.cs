namespace Microsoft.ML;

/// <summary>A step that can be fitted to data.</summary>
/// <typeparam name="TTransformer">What fitting gives.</typeparam>
public interface IEstimator<out TTransformer>
    where TTransformer : ITransformer
{
    /// <summary>Learns from data.</summary>
    /// <param name="input">The rows to learn from.</param>
    /// <returns>A transformer.</returns>
    TTransformer Fit(IDataView input);

    /// <summary>Promises what columns the transformer will give, before anything is learnt.</summary>
    /// <param name="inputSchema">The columns that there will be.</param>
    /// <returns>The columns after this step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
