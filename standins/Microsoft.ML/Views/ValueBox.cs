namespace Microsoft.ML.Data;

/// <summary>Reads a column of any type as an object.</summary>
internal abstract class ValueBox
{
    internal abstract object Read();

    internal static ValueBox Over(DataViewRow row, DataViewSchema.Column column) =>
        (ValueBox)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(column.Type.RawType), row, column);

    private sealed class Typed<TValue>(DataViewRow row, DataViewSchema.Column column) : ValueBox
    {
        private readonly ValueGetter<TValue> _get = row.GetGetter<TValue>(column);

        internal override object Read()
        {
            TValue value = default;
            _get(ref value);
            return value;
        }
    }
}
