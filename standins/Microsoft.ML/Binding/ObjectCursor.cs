namespace Microsoft.ML.Data;

/// <summary>A cursor over objects. The enumeration starts with the first row.</summary>
internal sealed class ObjectCursor<TRow>(IEnumerable<TRow> data, ObjectColumns<TRow> columns, bool[] active) : DataViewRowCursor
    where TRow : class
{
    private readonly Current<TRow> current = new();
    private IEnumerator<TRow> rows;
    private bool ended;
    private long position = -1;

    public override long Position => position;

    public override long Batch => 0;

    public override DataViewSchema Schema => columns.Schema;

    public override bool MoveNext()
    {
        if (ended)
            return false;
        rows ??= data.GetEnumerator();
        if (rows.MoveNext())
        {
            current.Row = rows.Current ?? throw new InvalidOperationException($"Row {position + 1} of the enumerable is null. Leave such rows out.");
            position++;
            return true;
        }

        ended = true;
        position = -1;
        current.Row = null;
        return false;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Getters.CheckActive(this, column);
        return Getters.As<TValue>(columns.Getter(column.Index, current), Schema[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
    {
        current.Get();
        id = new DataViewRowId((ulong)position, 0);
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    protected override void Dispose(bool disposing)
    {
        ended = true;
        rows?.Dispose();
        base.Dispose(disposing);
    }
}
