using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Promises one vector of the values of several columns.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(string output, string[] inputs) => (_output, _inputs) = (output, inputs);

    /// <summary>Checks the columns of the rows; reads none.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or the columns' items differ in type.</exception>
    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new ColumnConcatenatingTransformer(_output, _inputs);
    }

    /// <summary>Tells the columns after this step.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <returns>The columns with the vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or the columns' items differ in type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var columns = _inputs.Select(inputSchema.Find).ToArray();
        var item = columns[0].ItemType;
        if (Array.FindIndex(columns, c => !c.ItemType.Equals(item) || c.IsKey != columns[0].IsKey) is >= 0 and var other)
            throw ConcatMap.Mismatch(_inputs[other], item, columns[other].ItemType);
        var kind = columns.Any(c => c.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With([new SchemaShape.Column(_output, kind, item, columns[0].IsKey)]);
    }
}
