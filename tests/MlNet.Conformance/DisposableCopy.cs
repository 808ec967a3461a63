using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>A transformer from outside of ML.NET that maps row by row through one of ML.NET's and counts how often it is disposed.</summary>
public sealed class DisposableCopy : ITransformer, IDisposable
{
    private readonly ITransformer _inner;

    public DisposableCopy(MLContext ml) =>
        _inner = ml.Transforms.CopyColumns("Copy", "Text").Fit(ml.Data.LoadFromEnumerable(new List<Mappings.In>()));

    public int Disposals { get; private set; }

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _inner.Transform(input);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

    public void Dispose() => Disposals++;

    // What a transformer from outside does to be savable: it hands its place over to one of ML.NET's.
    void ICanSaveModel.Save(ModelSaveContext ctx) => _inner.Save(ctx);
}
