namespace Microsoft.ML.Data;

/// <summary>A cursor over some of the rows of another one, with their values as they are.</summary>
internal abstract class LinkedCursor(DataViewRowCursor source, bool[] active) : DataViewRowCursor
{
    private bool _ended;
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => source.Batch;

    public override DataViewSchema Schema => source.Schema;

    private protected DataViewRowCursor Source => source;

    public override bool MoveNext()
    {
        if (!_ended && Advance())
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
        return source.GetGetter<TValue>(column);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    /// <summary>Moves the source to the next row that belongs to this cursor.</summary>
    private protected abstract bool Advance();

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        source.Dispose();
        base.Dispose(disposing);
    }
}
