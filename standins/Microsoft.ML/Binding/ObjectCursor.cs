namespace Microsoft.ML.Data;

/// <summary>A cursor over objects. The enumeration starts with the first row.</summary>
internal sealed class ObjectCursor<TRow>(IEnumerable<TRow> data, ObjectColumns<TRow> columns, bool[] active) : DataViewRowCursor
    where TRow : class
{
    private readonly Current<TRow> _current = new();
    private IEnumerator<TRow> _rows;
    private bool _ended;
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => columns.Schema;

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        _rows ??= data.GetEnumerator();
        if (_rows.MoveNext())
        {
            _current.Row = _rows.Current ?? throw new InvalidOperationException($"Row {_position + 1} of the enumerable is null. Leave such rows out.");
            _position++;
            return true;
        }

        _ended = true;
        _position = -1;
        _current.Row = null;
        return false;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Getters.CheckActive(this, column);
        return Getters.As<TValue>(columns.Getter(column.Index, _current), Schema[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        _current.Get();
        id = new DataViewRowId((ulong)_position, 0);
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _rows?.Dispose();
        base.Dispose(disposing);
    }
}
