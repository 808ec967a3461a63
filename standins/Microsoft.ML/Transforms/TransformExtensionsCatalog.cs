using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Steps that move columns about.</summary>
public static class TransformExtensionsCatalog
{
    /// <summary>Adds one vector of the values of several columns, single values and vectors of one item type.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="outputColumnName">The name of the vector.</param>
    /// <param name="inputColumnNames">The columns, in the order of their values; none takes the one named like the vector.</param>
    /// <returns>An estimator.</returns>
    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        return new ColumnConcatenatingEstimator(outputColumnName, inputColumnNames.Length == 0 ? [outputColumnName] : inputColumnNames);
    }

    /// <summary>Adds a copy of a column.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="outputColumnName">The name of the copy.</param>
    /// <param name="inputColumnName">The column to copy.</param>
    /// <returns>An estimator.</returns>
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        return new ColumnCopyingEstimator((outputColumnName, inputColumnName));
    }

    /// <summary>Drops columns, hidden ones of the same names included.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="columnNames">The columns to drop.</param>
    /// <returns>An estimator.</returns>
    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(columnNames);
        return new ColumnSelectingEstimator(columnNames, drop: true, keepHidden: true);
    }

    /// <summary>Keeps columns in the order of the names given; hidden ones are dropped.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="columnNames">The columns to keep.</param>
    /// <returns>An estimator.</returns>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames) =>
        SelectColumns(catalog, columnNames, keepHidden: false);

    /// <summary>Keeps columns in the order of the names given.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="columnNames">The columns to keep.</param>
    /// <param name="keepHidden">Whether hidden columns of these names are kept too.</param>
    /// <returns>An estimator.</returns>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(columnNames);
        return new ColumnSelectingEstimator(columnNames, drop: false, keepHidden);
    }
}
