using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A step that turns a data view into another one, lazily.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether each output row depends on one input row alone.</summary>
    bool IsRowToRowMapper { get; }

    /// <summary>The columns that this step gives for given columns.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <returns>The columns of the output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>Applies the step. Nothing is computed before a cursor reads.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A view of the transformed rows.</returns>
    IDataView Transform(IDataView input);

    /// <summary>A mapper from single rows to single rows.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <returns>A mapper.</returns>
    /// <exception cref="InvalidOperationException"><see cref="IsRowToRowMapper"/> is false.</exception>
    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
