namespace Microsoft.ML.Data;

/// <summary>
/// How a step makes its output columns from one row: some are input columns as they are, the others are added.
/// The layout has, for each output column, the index of an input column, or the complement of that of an added one.
/// </summary>
internal abstract class RowMap
{
    private readonly int[] _layout;

    private protected RowMap(DataViewSchema inputSchema, IReadOnlyList<DataViewSchema.DetachedColumn> added, int[] layout)
    {
        _layout = layout;
        InputSchema = inputSchema;
        AddedCount = added.Count;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(layout.Select(at => at >= 0 ? new DataViewSchema.DetachedColumn(inputSchema[at]) : added[~at]));
        OutputSchema = builder.ToSchema();
    }

    private protected RowMap(DataViewSchema inputSchema, IReadOnlyList<DataViewSchema.DetachedColumn> added)
        : this(inputSchema, added, Adding(inputSchema, added))
    {
    }

    internal DataViewSchema InputSchema { get; }

    internal DataViewSchema OutputSchema { get; }

    internal int AddedCount { get; }

    /// <summary>The input column behind an output column; below 0 it is the complement of an added column's index.</summary>
    internal int Behind(int outputIndex) => _layout[outputIndex];

    /// <summary>Getters of the added columns over an input row; null where a column is not active.</summary>
    internal abstract Delegate[] AddedGetters(DataViewRow input, bool[] activeAdded);

    /// <summary>The input columns that are read for some output columns.</summary>
    internal IEnumerable<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> outputs)
    {
        var needed = new HashSet<int>();
        foreach (var column in outputs)
            needed.UnionWith(_layout[column.Index] >= 0 ? [_layout[column.Index]] : InputsOf(~_layout[column.Index]));
        return needed.Order().Select(i => InputSchema[i]).ToArray();
    }

    /// <summary>The indices of the input columns that an added column is made from.</summary>
    private protected abstract IEnumerable<int> InputsOf(int added);

    // An added column stands right after the one that it hides, otherwise at the end.
    private static int[] Adding(DataViewSchema input, IReadOnlyList<DataViewSchema.DetachedColumn> added)
    {
        var _layout = Enumerable.Range(0, input.Count).ToList();
        for (var i = 0; i < added.Count; i++)
        {
            var hidden = input.GetColumnOrNull(added[i].Name);
            _layout.Insert(hidden is null ? _layout.Count : _layout.IndexOf(hidden.Value.Index) + 1, ~i);
        }

        return [.. _layout];
    }
}
