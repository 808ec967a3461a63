using Microsoft.ML;
using MlopsCl.Transforms.Questions;

namespace MlopsCl.Transforms.Replaying;

/// <summary>
/// New rows with memory rows spread evenly between them. The memory is read as a stream, in rounds that each take every row once in an order of their
/// own; nothing is read before a cursor moves, and every cursor gives the same rows.
/// </summary>
internal sealed class ReplayView : IDataView
{
    private readonly MLContext _context;
    private readonly IDataView _fresh;
    private readonly IDataView _memory;
    private readonly double _ratio;
    private readonly int _seed;

    internal ReplayView(MLContext context, IDataView fresh, IDataView memory, double ratio, int seed)
    {
        (_context, _fresh, _memory, _ratio, _seed) = (context, fresh, memory, ratio, seed);
        Schema = Shared(fresh.Schema, memory.Schema);
    }

    // The order is part of what is asked for.
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() =>
        _fresh.GetRowCount() is { } fresh && _memory.GetRowCount() is { } memory ? fresh + Plan(fresh, memory)?.Due(fresh) ?? fresh : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        var plan = Plan(_fresh.GetRowCount() ?? Count(_fresh), _memory.GetRowCount() ?? Count(_memory));
        return new ReplayCursor(Schema, active, plan, Open(_fresh, active), round => Open(_context.Data.ShuffleRows(_memory, _seed + round), active));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private ReplayPlan? Plan(long fresh, long memory) =>
        fresh == 0 || memory == 0 ? null : _ratio == 0 ? ReplayPlan.EachOnce(fresh, memory) : new ReplayPlan(_ratio);

    private DataViewRowCursor Open(IDataView view, bool[] active) => view.GetRowCursor(Schema.Where(c => active[c.Index]).Select(c => view.Schema[c.Name]));

    private static long Count(IDataView view)
    {
        using var cursor = view.GetRowCursor([]);
        long rows = 0;
        while (cursor.MoveNext())
            rows++;
        return rows;
    }

    private static DataViewSchema Shared(DataViewSchema fresh, DataViewSchema memory)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in fresh.Where(c => !c.IsHidden))
        {
            var other = memory.GetColumnOrNull(column.Name)
                ?? throw new ArgumentOutOfRangeException(
                    nameof(memory), $"Could not find column '{column.Name}' in the memory. Its columns are " +
                        $"{string.Join(", ", memory.Where(c => !c.IsHidden).Select(c => c.Name))}; give it every column of the new rows.");
            if (!other.Type.Equals(column.Type))
                throw new ArgumentOutOfRangeException(
                    nameof(memory), $"Schema mismatch for column '{column.Name}' of the memory: expected {column.Type}, got {other.Type}.");
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }

        return builder.ToSchema();
    }
}
