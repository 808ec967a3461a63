using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Questions;

namespace MlopsCl.Transforms.Replaying;

/// <summary>Goes over new rows, and over memory rows as they come due.</summary>
internal sealed class ReplayCursor(
    DataViewSchema schema, bool[] active, ReplayPlan? plan, DataViewRowCursor fresh, Func<int, DataViewRowCursor> openMemory) : DataViewRowCursor
{
    private DataViewRowCursor? _memory;
    private bool _inMemory;
    private bool _ended;
    private int _rounds;
    private long _fresh;
    private long _replayed;
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        if (plan is not null && _replayed < plan.Due(_fresh))
        {
            (_inMemory, _replayed) = (true, _replayed + 1);
            MoveInMemory();
        }
        else if (fresh.MoveNext())
        {
            (_inMemory, _fresh) = (false, _fresh + 1);
        }
        else
        {
            (_ended, _position) = (true, -1);
            return false;
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(this, column);
        if (column.Type.RawType != typeof(TValue))
            throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}; it cannot be read as {typeof(TValue)}.");
        var ofFresh = fresh.GetGetter<TValue>(fresh.Schema[column.Name]);
        DataViewRowCursor? round = null;
        ValueGetter<TValue>? ofMemory = null;
        return (ref TValue value) =>
        {
            if (!OnMemory())
            {
                ofFresh(ref value);
                return;
            }

            if (round != _memory)
                (round, ofMemory) = (_memory, _memory!.GetGetter<TValue>(_memory.Schema[column.Name]));
            ofMemory!(ref value);
        };
    }

    // Rows of the memory are told from new ones, and from themselves in another round, by the high half.
    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        var ofFresh = fresh.GetIdGetter();
        return (ref DataViewRowId id) =>
        {
            if (!OnMemory())
            {
                ofFresh(ref id);
                return;
            }

            _memory!.GetIdGetter()(ref id);
            id = new DataViewRowId(id.Low, ~(id.High + (ulong)_rounds));
        };
    }

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        fresh.Dispose();
        _memory?.Dispose();
        base.Dispose(disposing);
    }

    private bool OnMemory() => _position >= 0
        ? _inMemory
        : throw new InvalidOperationException("The cursor is not on a row. Call MoveNext first, and read no more once it has given false.");

    private void MoveInMemory()
    {
        while (_memory is null || !_memory.MoveNext())
        {
            _memory?.Dispose();
            _memory = openMemory(_rounds++);
        }
    }
}
