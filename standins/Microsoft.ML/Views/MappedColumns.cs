namespace Microsoft.ML.Data;

/// <summary>The output columns of a map over one input row.</summary>
internal sealed class MappedColumns
{
    private readonly RowMap map;
    private readonly DataViewRow input;
    private readonly bool[] active;
    private readonly Delegate[] added;

    internal MappedColumns(RowMap map, DataViewRow input, bool[] active)
    {
        this.map = map;
        this.input = input;
        this.active = active;
        var activeAdded = new bool[map.AddedCount];
        for (var i = 0; i < active.Length; i++)
            if (active[i] && map.Behind(i) < 0)
                activeAdded[~map.Behind(i)] = true;
        added = map.AddedGetters(input, activeAdded);
    }

    internal bool IsActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    internal ValueGetter<TValue> Getter<TValue>(DataViewRow owner, DataViewSchema.Column column)
    {
        Getters.CheckActive(owner, column);
        var behind = map.Behind(column.Index);
        return behind >= 0 ? input.GetGetter<TValue>(map.InputSchema[behind]) : Getters.As<TValue>(added[~behind], map.OutputSchema[column.Index]);
    }
}
