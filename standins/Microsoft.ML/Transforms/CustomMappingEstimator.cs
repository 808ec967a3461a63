using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Promises the columns that an action of the user's makes.</summary>
/// <typeparam name="TSrc">The columns that are read.</typeparam>
/// <typeparam name="TDst">The columns that are written.</typeparam>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(CustomMappingTransformer<TSrc, TDst> transformer)
        : base(transformer)
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Transformer.Classes.Shape(inputSchema);
    }
}
