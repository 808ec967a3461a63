using System.Runtime.CompilerServices;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// Joins the symbols of a short word: looks for the lowest rank among all pairs, joins it and moves the rest up. For a few symbols
/// that is faster than a queue.
/// </summary>
internal sealed class BpeShortMerge(MergeTable merges)
{
    /// <summary>Most symbols that it takes.</summary>
    public const int MostSymbols = 40;

    private const int NoRank = int.MaxValue;

    private readonly int[] _ranks = new int[MostSymbols];
    private readonly int[] _results = new int[MostSymbols];

    /// <summary>Joins in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(BpeSymbols symbols)
    {
        int count = symbols.Count;
        Span<int> ids = symbols.Ids.AsSpan(0, count);
        Span<int> lengths = symbols.Lengths.AsSpan(0, count);
        Span<int> ranks = _ranks;
        Span<int> results = _results;
        for (int i = 0; i + 1 < count; i++)
        {
            Look(ids, ranks, results, i);
        }

        while (true)
        {
            int best = -1;
            int lowest = NoRank;
            for (int i = 0; i + 1 < count; i++)
            {
                if (ranks[i] < lowest)
                {
                    (lowest, best) = (ranks[i], i);
                }
            }

            if (best < 0)
            {
                break;
            }

            ids[best] = results[best];
            lengths[best] += lengths[best + 1];
            for (int i = best + 1; i + 1 < count; i++)
            {
                ids[i] = ids[i + 1];
                lengths[i] = lengths[i + 1];
                ranks[i] = ranks[i + 1];
                results[i] = results[i + 1];
            }

            count--;
            if (best > 0)
            {
                Look(ids, ranks, results, best - 1);
            }

            if (best + 1 < count)
            {
                Look(ids, ranks, results, best);
            }
        }

        symbols.Truncate(count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(Span<int> ids, Span<int> ranks, Span<int> results, int at)
    {
        bool found = merges.TryGet(ids[at], ids[at + 1], out int rank, out results[at]);
        ranks[at] = found ? rank : NoRank;
    }
}
