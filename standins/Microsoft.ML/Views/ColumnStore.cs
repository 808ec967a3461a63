namespace Microsoft.ML.Data;

/// <summary>Keeps values of one column in numbered slots.</summary>
internal abstract class ColumnStore
{
    /// <summary>Takes the value of the row at this moment into a slot.</summary>
    internal abstract void Fetch(int slot);

    /// <summary>A getter that reads the slot which a function names.</summary>
    internal abstract Delegate Getter(Func<int> slot);

    internal static ColumnStore Over(DataViewRow row, DataViewSchema.Column column) =>
        (ColumnStore)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(column.Type.RawType), row, column);

    private sealed class Typed<TValue>(DataViewRow row, DataViewSchema.Column column) : ColumnStore
    {
        private readonly ValueGetter<TValue> _get = row.GetGetter<TValue>(column);
        private TValue[] _values = [];

        internal override void Fetch(int slot)
        {
            if (slot >= _values.Length)
                Array.Resize(ref _values, Math.Max(slot + 1, Math.Max(4, 2 * _values.Length)));
            _get(ref _values[slot]);
        }

        internal override Delegate Getter(Func<int> slot) =>
            (ValueGetter<TValue>)((ref TValue value) => ValueCopy<TValue>.Copy(ref _values[slot()], ref value));
    }
}
