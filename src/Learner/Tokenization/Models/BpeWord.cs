using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>
/// Encodes one word: a linked list of symbols and a queue of the merges that are possible. Its buffers are used again and again.
/// </summary>
internal sealed class BpeWord(BpeModel model)
{
    private const int None = -1;

    private readonly PriorityQueue<int, long> _queue = new();
    private readonly List<Symbol> _symbols = [];
    private int _pendingUnknown = None;

    /// <summary>Adds the ids of a word.</summary>
    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        if (model.Options.MapsBytes)
        {
            word = ByteAlphabet.Encode(word);
        }

        int whole = model.Options.IgnoresMergesForWholeWords ? model.Vocabulary.Id(word) : None;
        if (whole != None)
        {
            ids.Add(whole);
            return;
        }

        _symbols.Clear();
        AddCharacters(word);
        Merge();
        for (int i = 0; i < _symbols.Count; i = _symbols[i].Next)
        {
            ids.Add(_symbols[i].Id);
        }
    }

    private void AddCharacters(ReadOnlySpan<char> word)
    {
        _pendingUnknown = None;
        for (int start = 0; start < word.Length;)
        {
            bool pair = start + 1 < word.Length && char.IsSurrogatePair(word[start], word[start + 1]);
            int end = start + (pair ? 2 : 1);
            AddCharacter(word[start..end], isFirst: start == 0, isLast: end == word.Length);
            start = end;
        }

        FlushUnknown();
    }

    private void AddCharacter(ReadOnlySpan<char> character, bool isFirst, bool isLast)
    {
        string prefix = isFirst ? "" : model.Options.ContinuationPrefix;
        string suffix = isLast ? model.Options.WordSuffix : "";
        ReadOnlySpan<char> symbol = prefix.Length + suffix.Length == 0 ? character : string.Concat(prefix, character, suffix);
        int id = symbol.Length == character.Length ? model.Character(symbol) : model.Vocabulary.Id(symbol);
        if (id != None)
        {
            FlushUnknown();
            Add(id);
        }
        else if (!(model.Options.FallsBackToBytes && TryAddBytes(symbol)) && model.Options.Unknown != None)
        {
            if (!model.Options.FusesUnknown)
            {
                FlushUnknown();
            }

            _pendingUnknown = model.Options.Unknown;
        }
    }

    private bool TryAddBytes(ReadOnlySpan<char> symbol)
    {
        Span<byte> utf8 = stackalloc byte[4];
        if (symbol.Length > 2)
        {
            utf8 = new byte[Encoding.UTF8.GetMaxByteCount(symbol.Length)];
        }

        utf8 = utf8[..Encoding.UTF8.GetBytes(symbol, utf8)];
        foreach (byte value in utf8)
        {
            if (model.ByteTokens[value] == None)
            {
                return false;
            }
        }

        foreach (byte value in utf8)
        {
            Add(model.ByteTokens[value]);
        }

        return true;
    }

    private void FlushUnknown()
    {
        if (_pendingUnknown != None)
        {
            Add(_pendingUnknown);
            _pendingUnknown = None;
        }
    }

    private void Add(int id) => _symbols.Add(new Symbol(id, _symbols.Count - 1, _symbols.Count + 1));

    private void Merge()
    {
        _queue.Clear();
        for (int i = 0; i + 1 < _symbols.Count; i++)
        {
            Enqueue(i, i + 1);
        }

        while (_queue.TryDequeue(out int result, out long priority))
        {
            int left = (int)(uint)priority;
            Symbol symbol = _symbols[left];
            if (symbol.Id == None || symbol.Next >= _symbols.Count)
            {
                continue;
            }

            // An entry can be out of date: one of its symbols was joined to something else meanwhile.
            Symbol right = _symbols[symbol.Next];
            if (model.Merges.TryGet(symbol.Id, right.Id, out _, out int current) && current == result)
            {
                Join(left, symbol, right, result);
            }
        }
    }

    private void Join(int left, Symbol symbol, Symbol right, int result)
    {
        _symbols[symbol.Next] = right with { Id = None };
        _symbols[left] = new Symbol(result, symbol.Previous, right.Next);
        if (right.Next < _symbols.Count)
        {
            _symbols[right.Next] = _symbols[right.Next] with { Previous = left };
            Enqueue(left, right.Next);
        }

        if (symbol.Previous >= 0)
        {
            Enqueue(symbol.Previous, left);
        }
    }

    private void Enqueue(int left, int right)
    {
        if (model.Merges.TryGet(_symbols[left].Id, _symbols[right].Id, out int rank, out int result))
        {
            _queue.Enqueue(result, ((long)rank << 32) | (uint)left);
        }
    }

    private readonly record struct Symbol(int Id, int Previous, int Next);
}
