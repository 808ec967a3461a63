namespace Microsoft.ML.Data;

/// <summary>A view that reads each column of its source once, when it is first asked for, and keeps it in memory.</summary>
internal sealed class CacheView : IDataView
{
    private readonly Lock _gate = new();
    private readonly IDataView _source;
    private readonly int[] _prefetch;
    private readonly ColumnStore[] _stores;
    private int? _rowCount;

    internal CacheView(IDataView source, IEnumerable<string> columnsToPrefetch)
    {
        _source = source;
        _prefetch = columnsToPrefetch.Select(name => source.Schema[name].Index).ToArray();
        _stores = new ColumnStore[source.Schema.Count];
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rowCount ?? _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new CacheCursor(this, Getters.Active(Schema, columnsNeeded), rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    internal ColumnStore Store(int column) => _stores[column];

    /// <summary>Reads what is missing, and gives the number of rows.</summary>
    internal int Fill(bool[] active)
    {
        lock (_gate)
        {
            var missing = Schema.Where(c => _stores[c.Index] is null && (active[c.Index] || _prefetch.Contains(c.Index))).ToArray();
            if (missing.Length == 0 && _rowCount is { } known)
                return known;
            using var cursor = _source.GetRowCursor(missing);
            var added = missing.Select(c => ColumnStore.Over(cursor, c)).ToArray();
            var row = 0;
            for (; cursor.MoveNext(); row++)
                foreach (var store in added)
                    store.Fetch(row);
            for (var i = 0; i < missing.Length; i++)
                _stores[missing[i].Index] = added[i];
            _rowCount = row;
            return row;
        }
    }
}
