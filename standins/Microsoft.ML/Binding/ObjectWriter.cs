namespace Microsoft.ML.Data;

/// <summary>Writes columns of rows into members of objects.</summary>
internal sealed class ObjectWriter<TRow>
    where TRow : class
{
    private readonly (MemberCodec<TRow> Codec, DataViewSchema.Column Column)[] bound;

    private ObjectWriter((MemberCodec<TRow>, DataViewSchema.Column)[] bound) => this.bound = bound;

    internal IEnumerable<DataViewSchema.Column> Columns => bound.Select(b => b.Column);

    internal static ObjectWriter<TRow> Create(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        definition ??= SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write);
        var bound = new List<(MemberCodec<TRow>, DataViewSchema.Column)>();
        foreach (var wanted in definition)
        {
            var member = ObjectColumns<TRow>.MemberOf(wanted);
            var column = schema.GetColumnOrNull(wanted.ColumnName);
            if (column is null && ignoreMissingColumns)
                continue;
            if (column is null)
                throw new ArgumentOutOfRangeException(
                    nameof(schema), $"There is no column '{wanted.ColumnName}' for {typeof(TRow)}.{member.Name}. There are {schema}.");
            if (!ObjectColumns<TRow>.Fits(member, column.Value.Type))
                throw new InvalidOperationException(
                    $"Column '{wanted.ColumnName}' of type {column.Value.Type} cannot be read into {typeof(TRow)}.{member.Name} of type " +
                    $"{MemberTypes.TypeOf(member)}.");
            bound.Add((MemberCodec<TRow>.For(member, column.Value.Type), column.Value));
        }

        return new ObjectWriter<TRow>([.. bound]);
    }

    /// <summary>An action that fills an object from whatever the row holds when it is called.</summary>
    internal Action<TRow> Over(DataViewRow row)
    {
        var setters = bound.Select(b => b.Codec.Setter(row, b.Column)).ToArray();
        return target =>
        {
            foreach (var set in setters)
                set(target);
        };
    }
}
