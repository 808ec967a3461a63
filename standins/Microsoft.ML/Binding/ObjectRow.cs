namespace Microsoft.ML.Data;

/// <summary>A row over one object that can be exchanged; its position rises with each exchange.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Current<TRow> current = new();
    private readonly Delegate[] getters;
    private long position = -1;

    internal ObjectRow(ObjectColumns<TRow> columns)
    {
        Schema = columns.Schema;
        getters = columns.Getters(current);
    }

    public override long Position => position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        Microsoft.ML.Getters.As<TValue>(getters[column.Index], Schema[column.Index]);

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < Schema.Count;

    internal void Set(TRow row)
    {
        current.Row = row;
        position++;
    }
}
