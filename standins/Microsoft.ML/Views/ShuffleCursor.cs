namespace Microsoft.ML.Data;

/// <summary>Holds a pool of rows read ahead and gives one of them at random.</summary>
internal sealed class ShuffleCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly bool[] _active;
    private readonly Random _rand;
    private readonly int _poolSize;
    private readonly ColumnStore[] _stores;
    private readonly ValueGetter<DataViewRowId> _sourceId;
    private readonly DataViewRowId[] _ids;
    private readonly List<int> _waiting = [];
    private int _slot = -1;
    private long _position = -1;

    internal ShuffleCursor(DataViewRowCursor source, bool[] active, Random rand, int poolSize)
    {
        _source = source;
        _active = active;
        _rand = rand;
        _poolSize = poolSize;
        _sourceId = source.GetIdGetter();
        _ids = new DataViewRowId[poolSize];
        _stores = source.Schema.Select(c => active[c.Index] ? ColumnStore.Over(source, c) : null).ToArray();
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _source.Schema;

    public override bool MoveNext()
    {
        Refill();
        if (_waiting.Count == 0)
        {
            _slot = -1;
            _position = -1;
            return false;
        }

        var pick = _rand.Next(_waiting.Count);
        _slot = _waiting[pick];
        _waiting[pick] = _waiting[^1];
        _waiting.RemoveAt(_waiting.Count - 1);
        _position++;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Getters.CheckActive(this, column);
        return Getters.As<TValue>(_stores[column.Index].Getter(Slot), Schema[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Slot()];

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    protected override void Dispose(bool disposing)
    {
        _source.Dispose();
        base.Dispose(disposing);
    }

    private int Slot() => _slot >= 0
        ? _slot
        : throw new InvalidOperationException("Not on a row. Call MoveNext first, and read no more once it has given false.");

    // The slot of the row given last is free again; at the start all are.
    private void Refill()
    {
        if (_slot >= 0 && _source.MoveNext())
            Fetch(_slot);
        else if (_position < 0)
            for (var free = 0; free < _poolSize && _source.MoveNext(); free++)
                Fetch(free);
    }

    private void Fetch(int into)
    {
        foreach (var store in _stores)
            store?.Fetch(into);
        _sourceId(ref _ids[into]);
        _waiting.Add(into);
    }
}
