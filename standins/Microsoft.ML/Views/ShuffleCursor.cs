namespace Microsoft.ML.Data;

/// <summary>Holds a pool of rows read ahead and gives one of them at random.</summary>
internal sealed class ShuffleCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor source;
    private readonly bool[] active;
    private readonly Random rand;
    private readonly int poolSize;
    private readonly ColumnStore[] stores;
    private readonly ValueGetter<DataViewRowId> sourceId;
    private readonly DataViewRowId[] ids;
    private readonly List<int> waiting = [];
    private int slot = -1;
    private long position = -1;

    internal ShuffleCursor(DataViewRowCursor source, bool[] active, Random rand, int poolSize)
    {
        this.source = source;
        this.active = active;
        this.rand = rand;
        this.poolSize = poolSize;
        sourceId = source.GetIdGetter();
        ids = new DataViewRowId[poolSize];
        stores = source.Schema.Select(c => active[c.Index] ? ColumnStore.Over(source, c) : null).ToArray();
    }

    public override long Position => position;

    public override long Batch => 0;

    public override DataViewSchema Schema => source.Schema;

    public override bool MoveNext()
    {
        Refill();
        if (waiting.Count == 0)
        {
            slot = -1;
            position = -1;
            return false;
        }

        var pick = rand.Next(waiting.Count);
        slot = waiting[pick];
        waiting[pick] = waiting[^1];
        waiting.RemoveAt(waiting.Count - 1);
        position++;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Getters.CheckActive(this, column);
        return Getters.As<TValue>(stores[column.Index].Getter(Slot), Schema[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = ids[Slot()];

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    protected override void Dispose(bool disposing)
    {
        source.Dispose();
        base.Dispose(disposing);
    }

    private int Slot() => slot >= 0 ? slot : throw new InvalidOperationException("Not on a row. Call MoveNext first, and read no more once it has given false.");

    // The slot of the row given last is free again; at the start all are.
    private void Refill()
    {
        if (slot >= 0 && source.MoveNext())
            Fetch(slot);
        else if (position < 0)
            for (var free = 0; free < poolSize && source.MoveNext(); free++)
                Fetch(free);
    }

    private void Fetch(int into)
    {
        foreach (var store in stores)
            store?.Fetch(into);
        sourceId(ref ids[into]);
        waiting.Add(into);
    }
}
