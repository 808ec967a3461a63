namespace Microsoft.ML.Data;

/// <summary>A view that reads each column of its source once, when it is first asked for, and keeps it in memory.</summary>
internal sealed class CacheView : IDataView
{
    private readonly Lock gate = new();
    private readonly IDataView source;
    private readonly int[] prefetch;
    private readonly ColumnStore[] stores;
    private int? rowCount;

    internal CacheView(IDataView source, IEnumerable<string> columnsToPrefetch)
    {
        this.source = source;
        prefetch = columnsToPrefetch.Select(name => source.Schema[name].Index).ToArray();
        stores = new ColumnStore[source.Schema.Count];
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => rowCount ?? source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new CacheCursor(this, Getters.Active(Schema, columnsNeeded), rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    internal ColumnStore Store(int column) => stores[column];

    /// <summary>Reads what is missing, and gives the number of rows.</summary>
    internal int Fill(bool[] active)
    {
        lock (gate)
        {
            var missing = Schema.Where(c => stores[c.Index] is null && (active[c.Index] || prefetch.Contains(c.Index))).ToArray();
            if (missing.Length == 0 && rowCount is { } known)
                return known;
            using var cursor = source.GetRowCursor(missing);
            var added = missing.Select(c => ColumnStore.Over(cursor, c)).ToArray();
            var row = 0;
            for (; cursor.MoveNext(); row++)
                foreach (var store in added)
                    store.Fetch(row);
            for (var i = 0; i < missing.Length; i++)
                stores[missing[i].Index] = added[i];
            rowCount = row;
            return row;
        }
    }
}
