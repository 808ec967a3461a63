namespace Microsoft.ML;

/// <summary>A table that is read lazily, row by row, through cursors.</summary>
public interface IDataView
{
    /// <summary>Whether a cursor can give the rows in random order.</summary>
    bool CanShuffle { get; }

    /// <summary>The columns.</summary>
    DataViewSchema Schema { get; }

    /// <summary>The number of rows where it is known without reading them, otherwise null.</summary>
    /// <returns>The count, or null.</returns>
    long? GetRowCount();

    /// <summary>Starts a pass over the rows.</summary>
    /// <param name="columnsNeeded">The columns that will be read; all others are inactive in the cursor.</param>
    /// <param name="rand">Where given and <see cref="CanShuffle"/>, the rows come in an order drawn from it.</param>
    /// <returns>A cursor before the first row. The caller disposes it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columnsNeeded"/> is null.</exception>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    /// <summary>Starts a pass that several threads may share, as disjoint cursors.</summary>
    /// <param name="columnsNeeded">The columns that will be read.</param>
    /// <param name="n">How many cursors are wanted; fewer may be given.</param>
    /// <param name="rand">As in <see cref="GetRowCursor"/>.</param>
    /// <returns>At least one cursor; together they give each row once.</returns>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
}
