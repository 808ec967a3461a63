using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Promises a column by an expression over other columns. Only constant texts are known here.</summary>
public sealed class ExpressionEstimator : IEstimator<ExpressionTransformer>
{
    private readonly string _outputName;
    private readonly string _expression;
    private readonly string[] _inputNames;

    internal ExpressionEstimator(string outputName, string expression, string[] inputNames)
    {
        ConstantText.Parse(expression, inputNames.Length);
        _outputName = outputName;
        _expression = expression;
        _inputNames = inputNames;
    }

    /// <summary>Checks the columns of the rows; reads none.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or a vector.</exception>
    public ExpressionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new ExpressionTransformer(_outputName, _expression, _inputNames);
    }

    /// <summary>Promises the columns with the added one.</summary>
    /// <param name="inputSchema">The columns that there will be.</param>
    /// <returns>The columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or a vector.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var name in _inputNames)
            if (inputSchema.Find(name).Kind != SchemaShape.Column.VectorKind.Scalar)
                throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Column '{name}' is a vector; an expression here takes single values.");
        return inputSchema.With([SchemaShape.Column.Of(_outputName, TextDataViewType.Instance, SchemaShape.Empty)]);
    }
}
