using Microsoft.ML;

namespace MlopsCl.Transforms.Questions;

/// <summary>A view with results added. Nothing is read, and no model is loaded, before a cursor reads an added column.</summary>
internal sealed class QuestionView<TResult>(QuestionMap<TResult> map, IDataView source) : IDataView
    where TResult : class
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema { get; } = map.Output(source.Schema);

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        var asks = Enumerable.Range(source.Schema.Count, map.Added).Any(i => active[i]);
        IEnumerable<DataViewSchema.Column> questions = asks ? map.Inputs(source.Schema) : [];
        var inputs = source.Schema.Where(c => active[c.Index]).Concat(questions).DistinctBy(c => c.Index);
        return new QuestionCursor<TResult>(map, source.GetRowCursor(inputs, rand), Schema, active, asks);
    }

    // The batch is the parallelism, so one cursor is given whatever number is wanted.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
