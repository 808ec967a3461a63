namespace MlopsCl.Learner.Tokenization.Training;

/// <summary>
/// Learns merges: again and again, the adjacent pair that is met most often becomes a token (Sennrich et al. 2016, algorithm 1). Of
/// pairs met equally often, the one with the smaller ids is taken, so the result depends on nothing but the counts.
/// </summary>
internal sealed class BpeMerges
{
    private readonly List<string> _tokens;
    private readonly Dictionary<string, int> _ids;
    private readonly List<(int[] Symbols, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];
    private readonly PriorityQueue<(int Left, int Right), (long NegativeCount, int Left, int Right)> _queue = new();
    private readonly List<(string Left, string Right)> _learned = [];

    /// <summary>Counts the pairs of the words.</summary>
    /// <param name="tokens">The tokens so far, ids in order, all symbols among them; grows by what is learned.</param>
    /// <param name="words">How often each word is met.</param>
    /// <param name="symbols">What a word consists of at first.</param>
    public BpeMerges(List<string> tokens, IReadOnlyDictionary<string, long> words, Func<string, IEnumerable<string>> symbols)
    {
        _tokens = tokens;
        _ids = tokens.Select((token, id) => (token, id)).ToDictionary(p => p.token, p => p.id, StringComparer.Ordinal);
        foreach ((string word, long count) in words.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            _words.Add(([.. symbols(word).Select(symbol => _ids[symbol])], count));
            Count(_words.Count - 1, sign: 1);
        }

        foreach ((int left, int right) in _counts.Keys)
        {
            Enqueue((left, right));
        }
    }

    /// <summary>What was learned, by rank.</summary>
    public IReadOnlyList<(string Left, string Right)> Learned => _learned;

    /// <summary>Learns until the vocabulary is full or no pair is met often enough.</summary>
    public void Learn(int vocabularySize, long minimumCount)
    {
        while (_tokens.Count < vocabularySize
            && _queue.TryDequeue(out (int Left, int Right) pair, out (long NegativeCount, int, int) priority))
        {
            // The entry of a pair whose count has changed since is out of date; a newer one is in the queue.
            if (_counts.GetValueOrDefault(pair) != -priority.NegativeCount)
            {
                continue;
            }

            if (-priority.NegativeCount < minimumCount)
            {
                return;
            }

            Merge(pair);
        }
    }

    private void Merge((int Left, int Right) pair)
    {
        string token = _tokens[pair.Left] + _tokens[pair.Right];
        if (!_ids.TryGetValue(token, out int id))
        {
            id = _tokens.Count;
            _tokens.Add(token);
            _ids.Add(token, id);
        }

        _learned.Add((_tokens[pair.Left], _tokens[pair.Right]));
        var changed = new HashSet<(int Left, int Right)>();
        foreach (int word in _places[pair].Order().ToArray())
        {
            changed.UnionWith(Pairs(_words[word].Symbols));
            Count(word, sign: -1);
            _words[word] = (Join(_words[word].Symbols, pair, id), _words[word].Count);
            Count(word, sign: 1);
            changed.UnionWith(Pairs(_words[word].Symbols));
        }

        foreach ((int Left, int Right) touched in changed)
        {
            Enqueue(touched);
        }
    }

    private void Enqueue((int Left, int Right) pair)
    {
        long count = _counts.GetValueOrDefault(pair);
        if (count > 0)
        {
            _queue.Enqueue(pair, (-count, pair.Left, pair.Right));
        }
    }

    private void Count(int word, int sign)
    {
        (int[] symbols, long count) = _words[word];
        foreach ((int Left, int Right) pair in Pairs(symbols))
        {
            _counts[pair] = _counts.GetValueOrDefault(pair) + (sign * count);
            if (!_places.TryGetValue(pair, out HashSet<int>? places))
            {
                _places.Add(pair, places = []);
            }

            _ = sign > 0 ? places.Add(word) : places.Remove(word);
        }
    }

    private static IEnumerable<(int Left, int Right)> Pairs(int[] symbols) => symbols.Zip(symbols.Skip(1));

    private static int[] Join(int[] symbols, (int Left, int Right) pair, int id)
    {
        var joined = new List<int>(symbols.Length);
        for (int i = 0; i < symbols.Length; i++)
        {
            bool meets = i + 1 < symbols.Length && symbols[i] == pair.Left && symbols[i + 1] == pair.Right;
            joined.Add(meets ? id : symbols[i]);
            i += meets ? 1 : 0;
        }

        return [.. joined];
    }
}
