using Microsoft.ML;
using MlopsCl.Transforms.Featurizing;

namespace MlopsCl.Transforms;

/// <summary>
/// An estimator with nothing to learn: fitting checks the columns and gives a transformer that describes pictures and questions by vectors of known
/// size, from which any trainer after it can learn. Made by <see cref="ContinualLearningCatalog"/>.
/// </summary>
public sealed class LvlmFeaturizer : IEstimator<LvlmFeatureTransformer>
{
    private readonly MLContext _context;
    private readonly LvlmFeatureTransformer _transformer;

    internal LvlmFeaturizer(MLContext context, LvlmFeatureTransformer transformer) => (_context, _transformer) = (context, transformer);

    /// <summary>Checks the columns; reads no rows and loads no model.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public LvlmFeatureTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer.For(input.Schema);
    }

    /// <summary>Promises the columns with the added one.</summary>
    /// <param name="inputSchema">The columns that there will be.</param>
    /// <returns>The columns after this step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return FeatureSchema.Shape(_context, inputSchema, _transformer.Settings);
    }
}
