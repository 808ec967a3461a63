using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// Joins the symbols of a long word: a linked list and a heap of the merges that are possible, so that the time grows with n log n.
/// Where a pair's merge went into the heap and the pair has changed since, its rank is another one, and the entry is passed over.
/// </summary>
internal sealed class BpeLongMerge(MergeTable merges)
{
    private const int NoRank = -1;

    private int[] _previous = [];
    private int[] _next = [];
    private int[] _ranks = [];
    private int[] _results = [];
    private ulong[] _heap = [];
    private int _heapCount;

    /// <summary>Joins in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(BpeSymbols symbols)
    {
        int count = symbols.Count;
        Begin(symbols, count);
        while (_heapCount > 0)
        {
            ulong top = Pop();
            int left = (int)(uint)top;
            if (_ranks[left] != (int)(top >> 32))
            {
                continue;
            }

            int right = _next[left];
            int behind = _next[right];
            symbols.Ids[left] = _results[left];
            symbols.Lengths[left] += symbols.Lengths[right];
            _ranks[right] = NoRank;
            _next[left] = behind;
            if (behind < count)
            {
                _previous[behind] = left;
            }

            Look(symbols.Ids, left, count);
            if (left > 0)
            {
                Look(symbols.Ids, _previous[left], count);
            }
        }

        int kept = 0;
        for (int i = 0; i < count; i = _next[i])
        {
            symbols.Ids[kept] = symbols.Ids[i];
            symbols.Lengths[kept++] = symbols.Lengths[i];
        }

        symbols.Truncate(kept);
    }

    private void Begin(BpeSymbols symbols, int count)
    {
        if (_next.Length < count)
        {
            _previous = new int[count * 2];
            _next = new int[count * 2];
            _ranks = new int[count * 2];
            _results = new int[count * 2];
            _heap = new ulong[count * 6];
        }

        _heapCount = 0;
        for (int i = 0; i < count; i++)
        {
            (_previous[i], _next[i]) = (i - 1, i + 1);
        }

        for (int i = 0; i < count; i++)
        {
            Look(symbols.Ids, i, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(int[] ids, int left, int count)
    {
        int right = _next[left];
        if (right < count && merges.TryGet(ids[left], ids[right], out int rank, out _results[left]))
        {
            _ranks[left] = rank;
            Push(((ulong)(uint)rank << 32) | (uint)left);
        }
        else
        {
            _ranks[left] = NoRank;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Push(ulong entry)
    {
        ulong[] heap = _heap;
        int at = _heapCount++;
        while (at > 0 && heap[(at - 1) >> 1] > entry)
        {
            heap[at] = heap[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }

        heap[at] = entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Pop()
    {
        ulong[] heap = _heap;
        ulong top = heap[0];
        ulong last = heap[--_heapCount];
        int at = 0;
        for (int child = 1; child < _heapCount; child = (at * 2) + 1)
        {
            child += child + 1 < _heapCount && heap[child + 1] < heap[child] ? 1 : 0;
            if (last <= heap[child])
            {
                break;
            }

            heap[at] = heap[child];
            at = child;
        }

        heap[at] = last;
        return top;
    }
}
