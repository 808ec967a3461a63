using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Questions;

/// <summary>A row with its result, computed once for each position of the input row.</summary>
internal sealed class QuestionRow<TResult> : DataViewRow
    where TResult : class
{
    private readonly OneAtATime _alone = new();
    private readonly QuestionMap<TResult> _map;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly QuestionReader? _reader;
    private TResult? _result;
    private long _computedAt;

    internal QuestionRow(QuestionMap<TResult> map, DataViewRow input, DataViewSchema schema, bool[] active)
    {
        (_map, _input, _active, Schema) = (map, input, active, schema);
        if (Enumerable.Range(input.Schema.Count, map.Added).Any(i => active[i]))
            _reader = map.Reader(input);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(this, column);
        return column.Index < _input.Schema.Count
            ? _input.GetGetter<TValue>(_input.Schema[column.Index])
            : TypedGetter.As<TValue>(_map.Getter(column.Index - _input.Schema.Count, () => _alone.Do(Current)), Schema[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        _input.Dispose();
        base.Dispose(disposing);
    }

    private TResult Current()
    {
        if (_result is not null && _computedAt == Position)
            return _result;

        // No lease is kept from row to row: ML.NET's prediction engine never disposes the row, it disposes the transformer, which keeps one.
        using var lease = _map.Lease();
        _result = _map.Compute(lease, [_reader!.Read()])[0];
        _computedAt = Position;
        return _result;
    }
}
