namespace Microsoft.ML.Data;

/// <summary>A row over one object that can be exchanged; its position rises with each exchange.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Current<TRow> _current = new();
    private readonly Delegate[] _getters;
    private long _position = -1;

    internal ObjectRow(ObjectColumns<TRow> columns)
    {
        Schema = columns.Schema;
        _getters = columns.Getters(_current);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Microsoft.ML.Getters.As<TValue>(_getters[column.Index], Schema[column.Index]);

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < Schema.Count;

    internal void Set(TRow row)
    {
        _current.Row = row;
        _position++;
    }
}
