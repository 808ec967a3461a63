using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds a vector that holds the values of several columns, one after another.</summary>
internal sealed class ConcatMap : RowMap
{
    private readonly DataViewSchema.Column[] _sources;
    private readonly Type _itemType;

    private ConcatMap(DataViewSchema input, DataViewSchema.DetachedColumn added, DataViewSchema.Column[] sources, Type itemType)
        : base(input, [added]) => (_sources, _itemType) = (sources, itemType);

    internal static ConcatMap Create(DataViewSchema input, string output, string[] inputs)
    {
        var sources = inputs.Select(name => input[name]).ToArray();
        var item = Item(sources[0]);
        if (sources.FirstOrDefault(s => !Item(s).Equals(item)) is { Type: not null } other)
            throw Mismatch(other.Name, item, Item(other));
        var sizes = sources.Select(s => s.Type is VectorDataViewType vector ? vector.Size : 1).ToArray();
        var type = new VectorDataViewType((PrimitiveDataViewType)item, sizes.Contains(0) ? 0 : sizes.Sum());
        return new ConcatMap(input, new DataViewSchema.DetachedColumn(output, type), sources, item.RawType);
    }

    internal static ArgumentOutOfRangeException Mismatch(string name, DataViewType expected, DataViewType actual) =>
        new("inputSchema", $"Schema mismatch for input column '{name}': expected {expected}, got {actual}.");

    internal override Delegate[] AddedGetters(DataViewRow input, bool[] activeAdded) =>
        activeAdded[0]
            ? [((IMaker)Activator.CreateInstance(typeof(Maker<>).MakeGenericType(_itemType))).Make(input, _sources.Select(s => InputSchema[s.Index]).ToArray())]
            : [null];

    private protected override IEnumerable<int> InputsOf(int added) => _sources.Select(s => s.Index);

    private static DataViewType Item(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;

    private interface IMaker
    {
        Delegate Make(DataViewRow row, DataViewSchema.Column[] sources);
    }

    private sealed class Maker<TItem> : IMaker
    {
        public Delegate Make(DataViewRow row, DataViewSchema.Column[] sources)
        {
            var parts = sources.Select(source => Part(row, source)).ToArray();
            return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) =>
            {
                var all = parts.Select(read => read()).ToArray();
                var editor = VBufferEditor.Create(ref value, all.Sum(part => part.Length));
                var at = 0;
                foreach (var part in all)
                {
                    part.CopyTo(editor.Values[at..]);
                    at += part.Length;
                }

                value = editor.Commit();
            });
        }

        private static Func<TItem[]> Part(DataViewRow row, DataViewSchema.Column source)
        {
            if (source.Type is not VectorDataViewType)
            {
                var scalar = row.GetGetter<TItem>(source);
                return () =>
                {
                    TItem item = default;
                    scalar(ref item);
                    return [item];
                };
            }

            var vector = row.GetGetter<VBuffer<TItem>>(source);
            VBuffer<TItem> items = default;
            return () =>
            {
                vector(ref items);
                return [.. items.DenseValues()];
            };
        }
    }
}
