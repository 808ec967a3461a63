using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Carries a member that holds one value.</summary>
internal sealed class ScalarCodec<TRow, TMember, TRaw>(MemberInfo member, DataViewType columnType) : MemberCodec<TRow>
    where TRow : class
{
    internal override Delegate Getter(Current<TRow> current)
    {
        var read = Reader<TMember>(member);
        if (ValueConversion.ToColumn<TMember, TRaw>(columnType) is { } convert)
            return (ValueGetter<TRaw>)((ref TRaw value) => value = convert(read(current.Get())));
        return (ValueGetter<TMember>)((ref TMember value) => value = read(current.Get()));
    }

    internal override Action<TRow> Setter(DataViewRow row, DataViewSchema.Column column)
    {
        var write = Writer<TMember>(member);
        if (ValueConversion.ToMember<TMember, TRaw>() is { } convert)
        {
            var getRaw = row.GetGetter<TRaw>(column);
            TRaw raw = default;
            return target =>
            {
                getRaw(ref raw);
                write(target, convert(raw));
            };
        }

        var get = row.GetGetter<TMember>(column);
        return target =>
        {
            TMember value = default;
            get(ref value);
            write(target, value);
        };
    }
}
