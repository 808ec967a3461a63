using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Which column type a member has by its .NET type and attributes.</summary>
internal static class MemberTypes
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> Primitives = Simple();

    internal static Type TypeOf(MemberInfo member) =>
        member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The item type of an array or vector buffer, null for any other type.</summary>
    internal static Type ItemOf(Type type) =>
        type.IsSZArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>) ? type.GetGenericArguments()[0]
        : null;

    /// <summary>The raw type of a column that holds a member's values: text for strings.</summary>
    internal static Type RawOf(Type type) => type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type;

    internal static DataViewType ColumnTypeOf(MemberInfo member)
    {
        var type = TypeOf(member);
        var known = DataViewTypeManager.Resolve(type, member.GetCustomAttribute<DataViewTypeAttribute>());
        if (known is not null)
            return known;
        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        var item = ItemOf(type);
        if (vector is not null && item is null)
            throw Unfit(member, "it has VectorType and is neither an array nor a VBuffer");
        var primitive = PrimitiveOf(member, item ?? type);
        return item is null ? primitive : vector is null ? new VectorDataViewType(primitive) : new VectorDataViewType(primitive, vector.Dims);
    }

    private static PrimitiveDataViewType PrimitiveOf(MemberInfo member, Type type)
    {
        if (member.GetCustomAttribute<KeyTypeAttribute>() is not { } key)
            return Primitives.TryGetValue(type, out var primitive) ? primitive : throw Unfit(member, $"no column type holds {type}");
        return KeyDataViewType.IsValidDataType(type)
            ? new KeyDataViewType(type, key.KeyCount ?? KeyDataViewType.LargestCount(type))
            : throw Unfit(member, $"it has KeyType and holds {type} rather than an unsigned number");
    }

    private static ArgumentOutOfRangeException Unfit(MemberInfo member, string why) =>
        new("userType", $"{member.DeclaringType}.{member.Name} cannot be a column: {why}. Change its type, or leave it out with NoColumn.");

    private static Dictionary<Type, PrimitiveDataViewType> Simple()
    {
        var map = NumberDataViewType.All.ToDictionary(n => n.RawType, n => (PrimitiveDataViewType)n);
        map[typeof(bool)] = BooleanDataViewType.Instance;
        map[typeof(string)] = TextDataViewType.Instance;
        map[typeof(ReadOnlyMemory<char>)] = TextDataViewType.Instance;
        map[typeof(DateTime)] = DateTimeDataViewType.Instance;
        return map;
    }
}
