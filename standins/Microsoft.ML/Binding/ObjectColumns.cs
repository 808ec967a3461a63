using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The columns that objects of one class make.</summary>
internal sealed class ObjectColumns<TRow>
    where TRow : class
{
    private readonly MemberCodec<TRow>[] _codecs;

    private ObjectColumns(DataViewSchema schema, MemberCodec<TRow>[] codecs)
    {
        Schema = schema;
        _codecs = codecs;
    }

    internal DataViewSchema Schema { get; }

    internal static ObjectColumns<TRow> Create(SchemaDefinition definition)
    {
        definition ??= SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        var builder = new DataViewSchema.Builder();
        var _codecs = definition.Select(column =>
        {
            var member = MemberOf(column);
            var type = column.ColumnType ?? MemberTypes.ColumnTypeOf(member);
            CheckFits(member, type);
            builder.AddColumn(column.ColumnName ?? column.MemberName, type, column.Annotations);
            return MemberCodec<TRow>.For(member, type);
        }).ToArray();
        return new ObjectColumns<TRow>(builder.ToSchema(), _codecs);
    }

    internal Delegate[] Getters(Current<TRow> current) => _codecs.Select(c => c.Getter(current)).ToArray();

    internal Delegate Getter(int index, Current<TRow> current) => _codecs[index].Getter(current);

    internal static MemberInfo MemberOf(SchemaDefinition.Column column)
    {
        const BindingFlags Mine = BindingFlags.Public | BindingFlags.Instance;
        return (MemberInfo)typeof(TRow).GetField(column.MemberName, Mine)
            ?? typeof(TRow).GetProperty(column.MemberName, Mine)
            ?? throw new ArgumentOutOfRangeException(nameof(column), $"{typeof(TRow)} has no public member '{column.MemberName}'.");
    }

    internal static bool Fits(MemberInfo member, DataViewType columnType)
    {
        var type = MemberTypes.TypeOf(member);
        var item = MemberTypes.ItemOf(type);
        return columnType is VectorDataViewType vector
            ? item is not null && MemberTypes.RawOf(item) == vector.ItemType.RawType
            : MemberTypes.RawOf(type) == columnType.RawType;
    }

    private static void CheckFits(MemberInfo member, DataViewType columnType)
    {
        if (!Fits(member, columnType))
            throw new ArgumentOutOfRangeException(
                nameof(columnType), $"{typeof(TRow)}.{member.Name} is {MemberTypes.TypeOf(member)}; it cannot be a column of type {columnType}.");
    }
}
