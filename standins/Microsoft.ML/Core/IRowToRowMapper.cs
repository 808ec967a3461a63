namespace Microsoft.ML.Data;

/// <summary>Maps one row to one row.</summary>
public interface IRowToRowMapper
{
    /// <summary>The columns of the rows that it takes.</summary>
    DataViewSchema InputSchema { get; }

    /// <summary>The columns of the rows that it gives.</summary>
    DataViewSchema OutputSchema { get; }

    /// <summary>Which input columns are read for some output columns.</summary>
    /// <param name="dependingColumns">Columns of <see cref="OutputSchema"/>.</param>
    /// <returns>Columns of <see cref="InputSchema"/>.</returns>
    IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns);

    /// <summary>A row that follows an input row: reading it maps whatever the input row holds at that time.</summary>
    /// <param name="input">A row whose schema is the object <see cref="InputSchema"/>.</param>
    /// <param name="activeColumns">The output columns that will be read.</param>
    /// <returns>A row; disposing it disposes the input row.</returns>
    DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns);
}
