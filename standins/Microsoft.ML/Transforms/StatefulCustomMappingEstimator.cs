using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Promises the columns that an action of the user's makes with a state for each cursor.</summary>
/// <typeparam name="TSrc">The columns that are read.</typeparam>
/// <typeparam name="TDst">The columns that are written.</typeparam>
/// <typeparam name="TState">What each cursor keeps from row to row.</typeparam>
public sealed class StatefulCustomMappingEstimator<TSrc, TDst, TState> : TrivialEstimator<StatefulCustomMappingTransformer<TSrc, TDst, TState>>
    where TSrc : class, new()
    where TDst : class, new()
    where TState : class, new()
{
    internal StatefulCustomMappingEstimator(StatefulCustomMappingTransformer<TSrc, TDst, TState> transformer)
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
