using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Ranks and results of merges by pair of ids: an open-addressing hash table, since encoding is mostly looking up pairs.</summary>
internal sealed class MergeTable
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private Slot[] _slots = new Slot[1 << 10];
    private int _shift = 64 - 10;
    private int _count;

    /// <summary>Sets a pair; a pair set before gets the new rank, as in the reference implementation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(int left, int right, int rank, int result)
    {
        ulong key = Key(left, right);
        ref Slot slot = ref _slots[Find(_slots, _shift, key)];
        _count += slot.Key == 0 ? 1 : 0;
        slot = new Slot(key, rank, result);
        if (_count > _slots.Length / 2)
        {
            Grow();
        }
    }

    /// <summary>Looks a pair up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int left, int right, out int rank, out int result)
    {
        ref readonly Slot slot = ref _slots[Find(_slots, _shift, Key(left, right))];
        rank = slot.Rank;
        result = slot.Result;
        return slot.Key != 0;
    }

    /// <summary>Whether any pair has a member for which this holds.</summary>
    public bool AnyMember(Func<int, bool> holds) =>
        _slots.Any(slot => slot.Key != 0 && (holds((int)((slot.Key - 1) >> 32)) || holds((int)(uint)(slot.Key - 1))));

    // Never 0, which marks a free slot.
    private static ulong Key(int left, int right) => (((ulong)(uint)left << 32) | (uint)right) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Find(Slot[] slots, int shift, ulong key)
    {
        int index = (int)((key * Multiplier) >> shift);
        while (slots[index].Key != key && slots[index].Key != 0)
        {
            index = (index + 1) & (slots.Length - 1);
        }

        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        var larger = new Slot[_slots.Length * 4];
        int shift = 64 - BitOperations.Log2((uint)larger.Length);
        foreach (Slot slot in _slots)
        {
            if (slot.Key != 0)
            {
                larger[Find(larger, shift, slot.Key)] = slot;
            }
        }

        (_slots, _shift) = (larger, shift);
    }

    private readonly record struct Slot(ulong Key, int Rank, int Result);
}
