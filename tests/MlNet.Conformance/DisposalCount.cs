using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>A row from outside of ML.NET whose columns hold nothing, which counts how often it is disposed.</summary>
public sealed class DisposalCount(DataViewSchema schema) : DataViewRow
{
    public int Disposals { get; private set; }

    public override long Position => 0;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ref TValue value) => value = default!;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = default;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    protected override void Dispose(bool disposing)
    {
        Disposals++;
        base.Dispose(disposing);
    }
}
