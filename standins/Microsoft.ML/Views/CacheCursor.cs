namespace Microsoft.ML.Data;

/// <summary>A cursor over what a cache holds; the cache fills at the first row.</summary>
internal sealed class CacheCursor(CacheView cache, bool[] active, Random rand) : DataViewRowCursor
{
    private int[] _order;
    private bool _ended;
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => cache.Schema;

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        _order ??= Order(cache.Fill(active));
        if (_position + 1 < _order.Length)
        {
            _position++;
            return true;
        }

        _ended = true;
        _position = -1;
        return false;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Getters.CheckActive(this, column);
        Getters.CheckRawType<TValue>(Schema[column.Index]);
        ValueGetter<TValue> stored = null;
        return (ref TValue value) =>
        {
            Row();
            stored ??= (ValueGetter<TValue>)cache.Store(column.Index).Getter(Row);
            stored(ref value);
        };
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row(), 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    private int Row() => _position >= 0
        ? _order[_position]
        : throw new InvalidOperationException("Not on a row. Call MoveNext first, and read no more once it has given false.");

    private int[] Order(int count)
    {
        var rows = Enumerable.Range(0, count).ToArray();
        rand?.Shuffle(rows);
        return rows;
    }
}
