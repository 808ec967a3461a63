using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Questions;

/// <summary>The values of one input column for the rows of a batch. There are as many slots as rows have been: a batch may be larger than any data.</summary>
internal abstract class ReadAheadColumn
{
    /// <summary>How many slots there are at first.</summary>
    internal const int FirstSlots = 16;

    internal static ReadAheadColumn Over(DataViewRow row, DataViewSchema.Column column)
    {
        var raw = column.Type.RawType;
        var type = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? typeof(Vectors<>).MakeGenericType(raw.GetGenericArguments())
            : typeof(Values<>).MakeGenericType(raw);
        return (ReadAheadColumn)Activator.CreateInstance(type, row, column)!;
    }

    /// <summary>A slot of an array that grows with the number of slots.</summary>
    internal static ref TSlot Slot<TSlot>(ref TSlot[] slots, int slot)
    {
        if (slot >= slots.Length)
            Array.Resize(ref slots, Math.Max(slot + 1, 2 * slots.Length));
        return ref slots[slot];
    }

    /// <summary>Takes the value of the row at this moment.</summary>
    internal abstract void Fetch(int slot);

    /// <summary>Lets go of what the slots hold; the storage of vectors is kept for reuse.</summary>
    internal abstract void Clear();

    /// <summary>A getter that reads the slot which a function names.</summary>
    internal abstract Delegate Getter(Func<int> slot);

    private sealed class Values<TValue>(DataViewRow row, DataViewSchema.Column column) : ReadAheadColumn
    {
        private readonly ValueGetter<TValue> _get = row.GetGetter<TValue>(column);
        private TValue[] _slots = new TValue[FirstSlots];

        internal override void Fetch(int slot) => _get(ref Slot(ref _slots, slot));

        internal override void Clear()
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>())
                Array.Clear(_slots);
        }

        internal override Delegate Getter(Func<int> slot) => (ValueGetter<TValue>)((ref TValue value) => value = _slots[slot()]);
    }

    private sealed class Vectors<TItem>(DataViewRow row, DataViewSchema.Column column) : ReadAheadColumn
    {
        private readonly ValueGetter<VBuffer<TItem>> _get = row.GetGetter<VBuffer<TItem>>(column);
        private VBuffer<TItem>[] _slots = new VBuffer<TItem>[FirstSlots];

        internal override void Fetch(int slot) => _get(ref Slot(ref _slots, slot));

        internal override void Clear()
        {
        }

        internal override Delegate Getter(Func<int> slot) => (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) => _slots[slot()].CopyTo(ref value));
    }
}
