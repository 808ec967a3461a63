namespace Microsoft.ML.Data;

/// <summary>The rows of a view that a test wants; the test is made anew over each cursor.</summary>
internal sealed class FilterView(IDataView source, IReadOnlyList<DataViewSchema.Column> tested, Func<DataViewRow, Func<bool>> test) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Getters.Active(Schema, columnsNeeded);
        var needed = Schema.Where(c => active[c.Index] || tested.Any(t => t.Index == c.Index));
        var input = source.GetRowCursor(needed, rand);
        return new FilterCursor(input, active, test(input));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
