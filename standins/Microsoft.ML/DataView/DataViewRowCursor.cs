namespace Microsoft.ML;

/// <summary>A row that can be moved forward over a data view.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>Moves to the next row.</summary>
    /// <returns>False after the last row, and from then on.</returns>
    public abstract bool MoveNext();
}
