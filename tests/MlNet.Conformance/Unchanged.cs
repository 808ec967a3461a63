using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>A transformer from outside of ML.NET that passes rows on, cannot map single rows, and cannot be saved.</summary>
public sealed class Unchanged : ITransformer, IDisposable
{
    public int Disposals { get; private set; }

    public bool IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

    public IDataView Transform(IDataView input) => input;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException("No row mapper.");

    public void Dispose() => Disposals++;

    void ICanSaveModel.Save(ModelSaveContext ctx) => Assert.NotNull(ctx);
}
