namespace Microsoft.ML;

/// <summary>Getters whose value type is known only at run time.</summary>
internal static class Getters
{
    /// <summary>The getter as a getter of one value type, or a clear refusal.</summary>
    internal static ValueGetter<TValue> As<TValue>(Delegate getter, DataViewSchema.Column column)
    {
        CheckRawType<TValue>(column);
        return (ValueGetter<TValue>)getter;
    }

    /// <summary>Throws where a column holds values of another type.</summary>
    internal static void CheckRawType<TValue>(DataViewSchema.Column column)
    {
        if (column.Type.RawType != typeof(TValue))
            throw new InvalidOperationException(
                $"Column '{column.Name}' of type {column.Type} holds {column.Type.RawType}; it cannot be read as {typeof(TValue)}.");
    }

    /// <summary>The getter of a row for a column, by the column's raw type.</summary>
    internal static Delegate Of(DataViewRow row, DataViewSchema.Column column) =>
        ByRawType(column.Type.RawType).From(row, column);

    /// <summary>Throws where a column is not active in a row.</summary>
    internal static void CheckActive(DataViewRow row, DataViewSchema.Column column)
    {
        if (!row.IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active. Name it when the cursor is made.");
    }

    /// <summary>Which columns of a schema are among those needed.</summary>
    internal static bool[] Active(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[schema.Count];
        foreach (var column in columnsNeeded)
            active[schema[column.Index].Index] = true;
        return active;
    }

    private static IMaker ByRawType(Type rawType) => (IMaker)Activator.CreateInstance(typeof(Maker<>).MakeGenericType(rawType));

    private interface IMaker
    {
        Delegate From(DataViewRow row, DataViewSchema.Column column);
    }

    private sealed class Maker<TValue> : IMaker
    {
        public Delegate From(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);
    }
}
