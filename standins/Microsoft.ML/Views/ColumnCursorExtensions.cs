namespace Microsoft.ML.Data;

/// <summary>Reads one column of a view.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The values of a column, read lazily; each enumeration is a pass of its own.</summary>
    /// <typeparam name="T">The raw type; for text also string, for vectors also an array of the item's type.</typeparam>
    /// <param name="data">The view.</param>
    /// <param name="columnName">The name of a visible column.</param>
    /// <returns>One value a row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">The column cannot be read as this type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) =>
        GetColumn<T>(data, data.Schema[columnName]);

    /// <summary>The values of a column, read lazily; each enumeration is a pass of its own.</summary>
    /// <typeparam name="T">The raw type; for text also string, for vectors also an array of the item's type.</typeparam>
    /// <param name="data">The view.</param>
    /// <param name="column">A column of the view's schema.</param>
    /// <returns>One value a row.</returns>
    /// <exception cref="InvalidOperationException">The column cannot be read as this type.</exception>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        var raw = column.Type.RawType;
        if (typeof(T) == raw)
            return Read<T, T>(data, column, ValueCopyOf);
        if (typeof(T) == typeof(string) && raw == typeof(ReadOnlyMemory<char>))
            return (IEnumerable<T>)Read<ReadOnlyMemory<char>, string>(data, column, text => text.ToString());
        if (typeof(T).IsSZArray && column.Type is VectorDataViewType && MemberTypes.RawOf(typeof(T).GetElementType()) == raw.GetGenericArguments()[0])
            return typeof(T) == typeof(string[])
                ? (IEnumerable<T>)Read<VBuffer<ReadOnlyMemory<char>>, string[]>(data, column, v => v.DenseValues().Select(t => t.ToString()).ToArray())
                : ((IArrays<T>)Activator.CreateInstance(typeof(Arrays<>).MakeGenericType(typeof(T).GetElementType()))).Read(data, column);
        throw new InvalidOperationException($"Column '{column.Name}' of type {column.Type} cannot be read as {typeof(T)}.");
    }

    private interface IArrays<out TArray>
    {
        IEnumerable<TArray> Read(IDataView data, DataViewSchema.Column column);
    }

    private static T ValueCopyOf<T>(T value) => value;

    private static IEnumerable<TOut> Read<TRaw, TOut>(IDataView data, DataViewSchema.Column column, Func<TRaw, TOut> convert)
    {
        using var cursor = data.GetRowCursor([column]);
        var get = cursor.GetGetter<TRaw>(column);
        while (cursor.MoveNext())
        {
            TRaw value = default;
            get(ref value);
            yield return convert(value);
        }
    }

    private sealed class Arrays<TItem> : IArrays<TItem[]>
    {
        public IEnumerable<TItem[]> Read(IDataView data, DataViewSchema.Column column) =>
            Read<VBuffer<TItem>, TItem[]>(data, column, vector => [.. vector.DenseValues()]);
    }
}
