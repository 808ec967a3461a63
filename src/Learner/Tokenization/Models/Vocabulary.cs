using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Tokens and their ids. Strings are made only of those tokens that are asked for.</summary>
internal sealed class Vocabulary
{
    /// <summary>Largest id that is accepted; embedding tables of published models are a fiftieth of that.</summary>
    public const int LargestId = (1 << 24) - 1;

    private const int ShortText = 128;

    private readonly byte[] _texts;
    private readonly int[] _ends;
    private readonly int[] _ids;
    private readonly VocabularyBuilder.Slot[] _slots;
    private readonly int[] _entries;
    private readonly string?[] _tokens;

    /// <summary>Takes over what a builder has collected.</summary>
    internal Vocabulary(byte[] texts, int[] ends, int[] ids, int count, VocabularyBuilder.Slot[] slots, int[] entries)
    {
        (_texts, _ends, _ids, Count, _slots, _entries) = (texts, ends, ids, count, slots, entries);
        _tokens = new string?[count];
    }

    /// <summary>The highest id plus one.</summary>
    public int Size => _entries.Length;

    /// <summary>Tokens.</summary>
    public int Count { get; }

    /// <summary>The id of a token, or -1.</summary>
    public int Id(ReadOnlySpan<char> token)
    {
        Span<byte> utf8 = stackalloc byte[ShortText * 3];
        if (token.Length > ShortText)
        {
            utf8 = new byte[Encoding.UTF8.GetMaxByteCount(token.Length)];
        }

        return Id(utf8[..Encoding.UTF8.GetBytes(token, utf8)]);
    }

    /// <summary>The id of a token in UTF-8, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Id(ReadOnlySpan<byte> token)
    {
        uint hash = TokenHash.Of(token);
        int mask = _slots.Length - 1;
        for (int at = (int)hash & mask; _slots[at].Entry != 0; at = (at + 1) & mask)
        {
            if (_slots[at].Hash == hash && Text(_slots[at].Entry - 1).SequenceEqual(token))
            {
                return _ids[_slots[at].Entry - 1];
            }
        }

        return -1;
    }

    /// <summary>The token of an id, or null.</summary>
    public string? Token(int id)
    {
        int entry = (uint)id < (uint)_entries.Length ? _entries[id] - 1 : -1;
        return entry < 0 ? null : _tokens[entry] ??= Encoding.UTF8.GetString(Text(entry));
    }

    /// <summary>A token in UTF-8 by its number from 0, in the order of the file.</summary>
    public ReadOnlySpan<byte> Text(int entry)
    {
        int start = entry == 0 ? 0 : _ends[entry - 1];
        return _texts.AsSpan(start, _ends[entry] - start);
    }

    /// <summary>The id of the token with a number.</summary>
    public int IdOf(int entry) => _ids[entry];
}
