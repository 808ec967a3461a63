using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Carries a member that holds a vector buffer; every read copies, into storage that is reused where it can be.</summary>
internal sealed class BufferCodec<TRow, TItem>(MemberInfo member, DataViewType columnType) : MemberCodec<TRow>
    where TRow : class
{
    internal override Delegate Getter(Current<TRow> current)
    {
        var read = Reader<VBuffer<TItem>>(member);
        var convert = ValueConversion.ToColumn<TItem, TItem>(((VectorDataViewType)columnType).ItemType);
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) =>
        {
            read(current.Get()).CopyTo(ref value);
            if (convert is null)
                return;
            var editor = VBufferEditor.Create(ref value, value.Length, value.GetValues().Length);
            foreach (ref var item in editor.Values)
                item = convert(item);
            value = editor.Commit();
        });
    }

    internal override Action<TRow> Setter(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Reader<VBuffer<TItem>>(member);
        var write = Writer<VBuffer<TItem>>(member);
        var get = row.GetGetter<VBuffer<TItem>>(column);
        return target =>
        {
            var value = read is null ? default : read(target);
            get(ref value);
            write(target, value);
        };
    }
}
