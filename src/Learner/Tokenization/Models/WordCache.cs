using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// The tokens of words that were met: an open-addressing hash table over two arrays of texts and ids, so that remembering a word makes
/// no objects. When it is full, it begins again.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Most characters of a word that is remembered.</summary>
    public const int LongestWord = 64;

    private const int MostWords = 1 << 16;

    private Slot[] _slots = new Slot[1 << 8];
    private char[] _texts = new char[1 << 10];
    private int[] _ids = new int[1 << 9];
    private int _words;
    private int _textsEnd;
    private int _idsEnd;

    /// <summary>The tokens of a word; empty where it was not met.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Find(ReadOnlySpan<char> word, uint hash)
    {
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        for (int at = (int)hash & mask; slots[at].Ids != 0; at = (at + 1) & mask)
        {
            ref readonly Slot slot = ref slots[at];
            if (slot.Hash == hash && slot.Length == word.Length && word.SequenceEqual(_texts.AsSpan(slot.Text, slot.Length)))
            {
                return _ids.AsSpan(slot.FirstId, slot.Ids);
            }
        }

        return [];
    }

    /// <summary>Remembers a word that was not met; one without tokens is not remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<char> word, uint hash, ReadOnlySpan<int> ids)
    {
        if (ids.IsEmpty)
        {
            return;
        }

        if (_words == MostWords)
        {
            Array.Clear(_slots);
            (_words, _textsEnd, _idsEnd) = (0, 0, 0);
        }

        Reserve(ref _texts, _textsEnd + word.Length);
        Reserve(ref _ids, _idsEnd + ids.Length);
        word.CopyTo(_texts.AsSpan(_textsEnd));
        ids.CopyTo(_ids.AsSpan(_idsEnd));
        Place(_slots, new Slot(hash, _textsEnd, _idsEnd, (short)word.Length, (short)ids.Length));
        _textsEnd += word.Length;
        _idsEnd += ids.Length;
        if (++_words > _slots.Length / 2)
        {
            Grow();
        }
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (length > array.Length)
        {
            Array.Resize(ref array, array.Length * 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Place(Slot[] slots, Slot slot)
    {
        int mask = slots.Length - 1;
        int at = (int)slot.Hash & mask;
        while (slots[at].Ids != 0)
        {
            at = (at + 1) & mask;
        }

        slots[at] = slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow()
    {
        var larger = new Slot[_slots.Length * 4];
        foreach (Slot slot in _slots)
        {
            if (slot.Ids != 0)
            {
                Place(larger, slot);
            }
        }

        _slots = larger;
    }

    private readonly record struct Slot(uint Hash, int Text, int FirstId, short Length, short Ids);
}
