namespace Microsoft.ML.Data;

/// <summary>A view whose cursors give the rows in a random order, always the same for one seed.</summary>
internal sealed class ShuffleView(IDataView source, int seed, int poolSize, bool shuffleSource) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Getters.Active(Schema, columnsNeeded);
        rand ??= new Random(seed);
        var input = source.GetRowCursor(Schema.Where(c => active[c.Index]), shuffleSource && source.CanShuffle ? rand : null);
        return new ShuffleCursor(input, active, rand, poolSize);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
