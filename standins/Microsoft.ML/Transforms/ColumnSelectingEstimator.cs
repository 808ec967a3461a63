using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Promises the columns that are left when some are kept or dropped.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(string[] names, bool drop, bool keepHidden)
        : base(new ColumnSelectingTransformer(names, drop, keepHidden))
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Transformer.Shape(inputSchema);
    }
}
