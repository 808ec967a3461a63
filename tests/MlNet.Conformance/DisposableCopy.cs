using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>A transformer from outside of ML.NET that counts how often it is disposed, and its rows are. Those hold nothing.</summary>
public sealed class DisposableCopy : ITransformer, IDisposable
{
    private readonly ITransformer _inner;
    private readonly List<DisposalCount> _rows = [];

    public DisposableCopy(MLContext ml) =>
        _inner = ml.Transforms.CopyColumns("Copy", "Text").Fit(ml.Data.LoadFromEnumerable(new List<Mappings.In>()));

    public int Disposals { get; private set; }

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _inner.Transform(input);

    public int RowDisposals => _rows.Sum(row => row.Disposals);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new EmptyRows(_inner.GetRowToRowMapper(inputSchema), _rows);

    public void Dispose() => Disposals++;

    // What a transformer from outside does to be savable: it hands its place over to one of ML.NET's.
    void ICanSaveModel.Save(ModelSaveContext ctx) => _inner.Save(ctx);

    private sealed class EmptyRows(IRowToRowMapper inner, List<DisposalCount> rows) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => inner.InputSchema;

        public DataViewSchema OutputSchema => inner.OutputSchema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
            inner.GetDependencies(dependingColumns);

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            rows.Add(new DisposalCount(OutputSchema));
            return rows[^1];
        }
    }
}
