using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Carries values between one member of a class and a column.</summary>
internal abstract class MemberCodec<TRow>
    where TRow : class
{
    // Compiled once for each member of a class: compiling for every cursor costs more than many rows do, and keeps the runtime's own compiler busy in turn.
    private static readonly ConcurrentDictionary<MemberInfo, Delegate> Readers = new();
    private static readonly ConcurrentDictionary<MemberInfo, Delegate> Writers = new();

    /// <summary>A getter of the column's raw type that reads the member of the current object.</summary>
    internal abstract Delegate Getter(Current<TRow> current);

    /// <summary>An action that reads a column of a row into the member of an object.</summary>
    internal abstract Action<TRow> Setter(DataViewRow row, DataViewSchema.Column column);

    internal static MemberCodec<TRow> For(MemberInfo member, DataViewType columnType)
    {
        var memberType = MemberTypes.TypeOf(member);
        var item = MemberTypes.ItemOf(memberType);
        if (item is null)
            return Make(typeof(ScalarCodec<,,>), member, columnType, memberType, columnType.RawType);
        var rawItem = columnType.RawType.GetGenericArguments()[0];
        return memberType.IsArray
            ? Make(typeof(ArrayCodec<,,>), member, columnType, item, rawItem)
            : Make(typeof(BufferCodec<,>), member, columnType, item);
    }

    /// <summary>A compiled reader of a member; null where it cannot be read.</summary>
    private protected static Func<TRow, TMember> Reader<TMember>(MemberInfo member) =>
        (Func<TRow, TMember>)Readers.GetOrAdd(member, CompileReader<TMember>);

    /// <summary>A compiled writer of a member; null where it cannot be written.</summary>
    private protected static Action<TRow, TMember> Writer<TMember>(MemberInfo member) =>
        (Action<TRow, TMember>)Writers.GetOrAdd(member, CompileWriter<TMember>);

    private static Delegate CompileReader<TMember>(MemberInfo member)
    {
        if (member is PropertyInfo property && property.GetGetMethod() is null)
            return null;
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(row, member), row).Compile();
    }

    private static Delegate CompileWriter<TMember>(MemberInfo member)
    {
        if (member is PropertyInfo property && property.GetSetMethod() is null || member is FieldInfo { IsInitOnly: true })
            return null;
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TMember));
        return Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(Expression.MakeMemberAccess(row, member), value), row, value).Compile();
    }

    private static MemberCodec<TRow> Make(Type codec, MemberInfo member, DataViewType columnType, params Type[] types)
    {
        var closed = codec.MakeGenericType([typeof(TRow), .. types]);
        return (MemberCodec<TRow>)Activator.CreateInstance(closed, member, columnType);
    }
}
