using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Promises copies of columns under other names.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(params (string Output, string Input)[] pairs)
        : base(new ColumnCopyingTransformer(pairs))
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(Transformer.Pairs.Select(p => inputSchema.Find(p.Input).Renamed(p.Output)).ToArray());
    }
}
