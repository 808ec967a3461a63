using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>The values of one row, read through getters that stay valid as the row changes.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>The number of this row in its pass, from 0; -1 where it is not on a row.</summary>
    public abstract long Position { get; }

    /// <summary>Orders the rows of several cursors of one set.</summary>
    public abstract long Batch { get; }

    /// <summary>The columns, active or not.</summary>
    public abstract DataViewSchema Schema { get; }

    /// <summary>A getter for one column.</summary>
    /// <typeparam name="TValue">The raw type of the column.</typeparam>
    /// <param name="column">A column of <see cref="Schema"/>.</param>
    /// <returns>A getter that reads the current row each time it is called.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The column is not active or not of this schema.</exception>
    /// <exception cref="InvalidOperationException">The raw type of the column is another one.</exception>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    /// <summary>A getter for the identity of the row, which does not depend on the order of reading.</summary>
    /// <returns>A getter that reads the current row each time it is called.</returns>
    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    /// <summary>Whether a column was asked for when this row or cursor was made.</summary>
    /// <param name="column">A column of <see cref="Schema"/>.</param>
    /// <returns>True where <see cref="GetGetter"/> can be called for it.</returns>
    public abstract bool IsColumnActive(DataViewSchema.Column column);

    /// <summary>Releases what the row holds, the row it was made from included.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the row holds.</summary>
    /// <param name="disposing">True where called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
