using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Questions;

/// <summary>Reads a batch of rows ahead; the model runs when an added column is first read within the batch.</summary>
internal sealed class QuestionCursor<TResult> : DataViewRowCursor
    where TResult : class
{
    private readonly QuestionMap<TResult> _map;
    private readonly DataViewRowCursor _source;
    private readonly bool[] _active;
    private readonly ReadAheadColumn?[] _columns;
    private readonly ValueGetter<DataViewRowId> _sourceId;
    private readonly QuestionReader? _reader;
    private DataViewRowId[] _ids = new DataViewRowId[ReadAheadColumn.FirstSlots];
    private long[] _batches = new long[ReadAheadColumn.FirstSlots];
    private Question[] _questions = new Question[ReadAheadColumn.FirstSlots];
    private IReadOnlyList<TResult>? _results;
    private EngineLease? _lease;
    private int _count;
    private int _slot = -1;
    private long _position = -1;
    private bool _ended;

    internal QuestionCursor(QuestionMap<TResult> map, DataViewRowCursor source, DataViewSchema schema, bool[] active, bool asks)
    {
        (_map, _source, _active, Schema) = (map, source, active, schema);
        _columns = [.. source.Schema.Select(c => active[c.Index] ? ReadAheadColumn.Over(source, c) : null)];
        _sourceId = source.GetIdGetter();
        if (asks)
            _reader = map.Reader(source);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => _slot < 0 ? 0 : _batches[_slot];

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        if (++_slot >= _count && !ReadAhead())
        {
            (_ended, _slot, _position) = (true, -1, -1);
            return false;
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(this, column);
        var getter = column.Index < _columns.Length
            ? _columns[column.Index]!.Getter(Slot)
            : _map.Getter(column.Index - _columns.Length, Current);
        return TypedGetter.As<TValue>(getter, Schema[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Slot()];

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _lease?.Dispose();
        _source.Dispose();
        base.Dispose(disposing);
    }

    private bool ReadAhead()
    {
        foreach (var column in _columns)
            column?.Clear();
        (_count, _slot, _results) = (0, 0, null);
        while (_count < _map.BatchSize && _source.MoveNext())
        {
            foreach (var column in _columns)
                column?.Fetch(_count);
            _sourceId(ref ReadAheadColumn.Slot(ref _ids, _count));
            ReadAheadColumn.Slot(ref _batches, _count) = _source.Batch;
            if (_reader is not null)
                ReadAheadColumn.Slot(ref _questions, _count) = _reader.Read();
            _count++;
        }

        return _count > 0;
    }

    private int Slot() => _position >= 0
        ? _slot
        : throw new InvalidOperationException("The cursor is not on a row. Call MoveNext first, and read no more once it has given false.");

    private TResult Current()
    {
        var slot = Slot();
        _lease ??= _map.Lease();
        _results ??= _map.Compute(_lease, new ArraySegment<Question>(_questions, 0, _count));
        return _results[slot];
    }
}
