using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Carries a member that holds an array. An empty vector comes back as null where the member was null.</summary>
internal sealed class ArrayCodec<TRow, TItem, TRaw>(MemberInfo member, DataViewType columnType) : MemberCodec<TRow>
    where TRow : class
{
    internal override Delegate Getter(Current<TRow> current)
    {
        var read = Reader<TItem[]>(member);
        var convert = ValueConversion.ToColumn<TItem, TRaw>(((VectorDataViewType)columnType).ItemType);
        return (ValueGetter<VBuffer<TRaw>>)((ref VBuffer<TRaw> value) =>
        {
            var items = read(current.Get()) ?? [];
            var editor = VBufferEditor.Create(ref value, items.Length);
            if (convert is null)
                ((TRaw[])(object)items).CopyTo(editor.Values);
            else
                for (var i = 0; i < items.Length; i++)
                    editor.Values[i] = convert(items[i]);
            value = editor.Commit();
        });
    }

    internal override Action<TRow> Setter(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Reader<TItem[]>(member);
        var write = Writer<TItem[]>(member);
        var convert = ValueConversion.ToMember<TItem, TRaw>();
        var get = row.GetGetter<VBuffer<TRaw>>(column);
        VBuffer<TRaw> buffer = default;
        return target =>
        {
            get(ref buffer);
            if (buffer.Length == 0 && (read is null || read(target) is null or { Length: 0 }))
                return;
            write(target, Items(in buffer, convert, read?.Invoke(target)));
        };
    }

    private static TItem[] Items(in VBuffer<TRaw> buffer, Func<TRaw, TItem> convert, TItem[] old)
    {
        var items = old?.Length == buffer.Length ? old : new TItem[buffer.Length];
        if (convert is null)
        {
            buffer.CopyTo((TRaw[])(object)items);
            return items;
        }

        var index = 0;
        foreach (var raw in buffer.DenseValues())
            items[index++] = convert(raw);
        return items;
    }
}
