using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Answering;

/// <summary>A row with its answer, computed once for each position of the input row.</summary>
internal sealed class AnswerRow : DataViewRow
{
    private readonly LvlmTransformer _transformer;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly QuestionReader? _reader;
    private EngineLease? _lease;
    private Answer? _answer;
    private long _answeredAt;

    internal AnswerRow(LvlmTransformer transformer, DataViewRow input, DataViewSchema schema, bool[] active)
    {
        (_transformer, _input, _active, Schema) = (transformer, input, active, schema);
        if (Enumerable.Range(input.Schema.Count, AnswerSchema.Added).Any(i => active[i]))
            _reader = new QuestionReader(input, transformer.Settings.Columns);
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
            : AnswerGetters.As<TValue>(AnswerGetters.Of(column.Index - _input.Schema.Count, Current), Schema[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        _lease?.Dispose();
        _input.Dispose();
        base.Dispose(disposing);
    }

    private Answer Current()
    {
        if (_answer is not null && _answeredAt == Position)
            return _answer;
        _lease ??= _transformer.Lease();
        _answer = _transformer.Answer(_lease, [_reader!.Read()])[0];
        _answeredAt = Position;
        return _answer;
    }
}
