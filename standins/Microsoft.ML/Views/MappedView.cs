namespace Microsoft.ML.Data;

/// <summary>A view whose rows a map makes from those of another view.</summary>
internal sealed class MappedView(IDataView source, RowMap map) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => map.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Getters.Active(Schema, columnsNeeded);
        var input = source.GetRowCursor(map.Dependencies(Schema.Where(c => active[c.Index])), rand);
        return new MappedCursor(map, input, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
