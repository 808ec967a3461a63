namespace Microsoft.ML.Data;

/// <summary>The output columns of a map over one input row.</summary>
internal sealed class MappedColumns
{
    private readonly RowMap _map;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Delegate[] _added;

    internal MappedColumns(RowMap map, DataViewRow input, bool[] active)
    {
        _map = map;
        _input = input;
        _active = active;
        var activeAdded = new bool[map.AddedCount];
        for (var i = 0; i < active.Length; i++)
            if (active[i] && map.Behind(i) < 0)
                activeAdded[~map.Behind(i)] = true;
        _added = map.AddedGetters(input, activeAdded);
    }

    internal bool IsActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    internal ValueGetter<TValue> Getter<TValue>(DataViewRow owner, DataViewSchema.Column column)
    {
        Getters.CheckActive(owner, column);
        var behind = _map.Behind(column.Index);
        return behind >= 0 ? _input.GetGetter<TValue>(_map.InputSchema[behind]) : Getters.As<TValue>(_added[~behind], _map.OutputSchema[column.Index]);
    }
}
