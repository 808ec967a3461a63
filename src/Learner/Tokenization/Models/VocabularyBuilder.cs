using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// Collects tokens and their ids: all texts in one array, found through an open-addressing hash table, since a vocabulary of a
/// hundred thousand strings would take longer to make than the file takes to read.
/// </summary>
internal sealed class VocabularyBuilder
{
    private byte[] _texts = new byte[1 << 14];
    private int[] _ends = new int[1 << 11];
    private int[] _ids = new int[1 << 11];
    private Slot[] _slots = new Slot[1 << 12];

    /// <summary>Tokens so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a token; false where its text is there already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAdd(ReadOnlySpan<byte> text, int id)
    {
        uint hash = TokenHash.Of(text);
        int mask = _slots.Length - 1;
        int at = (int)hash & mask;
        for (; _slots[at].Entry != 0; at = (at + 1) & mask)
        {
            if (_slots[at].Hash == hash && Text(_slots[at].Entry - 1).SequenceEqual(text))
            {
                return false;
            }
        }

        _slots[at] = new Slot(hash, Count + 1);
        Append(text, id);
        if (Count > _slots.Length / 2)
        {
            Grow();
        }

        return true;
    }

    /// <summary>The vocabulary.</summary>
    /// <param name="repeated">The number of a token whose id another has, too; -1 where there is none.</param>
    /// <returns>Null where an id is given twice.</returns>
    public Vocabulary? Build(out int repeated)
    {
        int size = 0;
        foreach (int id in _ids.AsSpan(0, Count))
        {
            size = Math.Max(size, id + 1);
        }

        int[] entries = new int[size];
        for (int entry = 0; entry < Count; entry++)
        {
            if (entries[_ids[entry]] != 0)
            {
                repeated = entry;
                return null;
            }

            entries[_ids[entry]] = entry + 1;
        }

        repeated = -1;
        return new Vocabulary(_texts, _ends, _ids, Count, _slots, entries);
    }

    /// <summary>A token by its number.</summary>
    public ReadOnlySpan<byte> Text(int entry)
    {
        int start = entry == 0 ? 0 : _ends[entry - 1];
        return _texts.AsSpan(start, _ends[entry] - start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Append(ReadOnlySpan<byte> text, int id)
    {
        int start = Count == 0 ? 0 : _ends[Count - 1];
        if (start + text.Length > _texts.Length)
        {
            Array.Resize(ref _texts, (int)BitOperations.RoundUpToPowerOf2((uint)(start + text.Length)));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _ids, Count * 2);
        }

        text.CopyTo(_texts.AsSpan(start));
        _ends[Count] = start + text.Length;
        _ids[Count] = id;
        Count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        var larger = new Slot[_slots.Length * 4];
        int mask = larger.Length - 1;
        foreach (Slot slot in _slots)
        {
            if (slot.Entry != 0)
            {
                int at = (int)slot.Hash & mask;
                while (larger[at].Entry != 0)
                {
                    at = (at + 1) & mask;
                }

                larger[at] = slot;
            }
        }

        _slots = larger;
    }

    /// <summary>A place of the hash table.</summary>
    /// <param name="Hash">The token's hash.</param>
    /// <param name="Entry">The token's number in the order of adding, plus one; 0 for a free place.</param>
    internal readonly record struct Slot(uint Hash, int Entry);
}
