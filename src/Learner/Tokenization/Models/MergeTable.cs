using System.Numerics;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Ranks and results of merges by pair of ids: an open-addressing hash table, since encoding is mostly looking up pairs.</summary>
internal sealed class MergeTable
{
    private const ulong Empty = ulong.MaxValue;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>Creates a table.</summary>
    /// <param name="capacity">Most pairs that will be set.</param>
    public MergeTable(int capacity)
    {
        int bits = Math.Max(4, BitOperations.Log2((uint)Math.Max(capacity, 1)) + 2);
        _slots = new Slot[1 << bits];
        Array.Fill(_slots, new Slot(Empty, 0, 0));
        _shift = 64 - bits;
    }

    /// <summary>Sets a pair; a pair set before gets the new rank, as in the reference implementation.</summary>
    public void Set(int left, int right, int rank, int result)
    {
        ulong key = Key(left, right);
        _slots[Find(key)] = new Slot(key, rank, result);
    }

    /// <summary>Looks a pair up.</summary>
    public bool TryGet(int left, int right, out int rank, out int result)
    {
        ref readonly Slot slot = ref _slots[Find(Key(left, right))];
        rank = slot.Rank;
        result = slot.Result;
        return slot.Key != Empty;
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    private int Find(ulong key)
    {
        int index = (int)((key * Multiplier) >> _shift);
        while (_slots[index].Key != key && _slots[index].Key != Empty)
        {
            index = (index + 1) & (_slots.Length - 1);
        }

        return index;
    }

    private readonly record struct Slot(ulong Key, int Rank, int Result);
}
