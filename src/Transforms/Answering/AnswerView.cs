using Microsoft.ML;

namespace MlopsCl.Transforms.Answering;

/// <summary>A view with answers added. Nothing is read, and no model is loaded, before a cursor reads an added column.</summary>
internal sealed class AnswerView(LvlmTransformer transformer, IDataView source) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema { get; } = AnswerSchema.Output(source.Schema, transformer.Settings.Columns);

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        var answers = Enumerable.Range(source.Schema.Count, AnswerSchema.Added).Any(i => active[i]);
        IEnumerable<DataViewSchema.Column> questions = answers ? AnswerSchema.Inputs(source.Schema, transformer.Settings.Columns) : [];
        var inputs = source.Schema.Where(c => active[c.Index]).Concat(questions).DistinctBy(c => c.Index);
        return new AnswerCursor(transformer, source.GetRowCursor(inputs, rand), Schema, active, answers);
    }

    // The batch is the parallelism, so one cursor is given whatever number is wanted.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
