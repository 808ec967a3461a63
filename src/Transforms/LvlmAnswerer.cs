using Microsoft.ML;
using MlopsCl.Transforms.Answering;

namespace MlopsCl.Transforms;

/// <summary>
/// An estimator with nothing to learn: fitting checks the columns and gives a transformer that answers. Made by <see cref="ContinualLearningCatalog"/>.
/// </summary>
public sealed class LvlmAnswerer : IEstimator<LvlmTransformer>
{
    private readonly LvlmTransformer _transformer;

    internal LvlmAnswerer(LvlmTransformer transformer) => _transformer = transformer;

    /// <summary>Checks the columns; reads no rows and loads no model.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public LvlmTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer.For(input.Schema);
    }

    /// <summary>Promises the columns with the added ones.</summary>
    /// <param name="inputSchema">The columns that there will be.</param>
    /// <returns>The columns after this step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return AnswerSchema.Shape(_transformer.Context, inputSchema, _transformer.Settings.Columns);
    }
}
