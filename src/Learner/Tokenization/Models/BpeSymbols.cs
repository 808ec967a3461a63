using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>The symbols of one word: characters at first, then what they are joined to. Its buffers are used again and again.</summary>
internal sealed class BpeSymbols(BpeModel model)
{
    private const int None = -1;

    private int _unknownLength;

    /// <summary>Symbols.</summary>
    public int Count { get; private set; }

    /// <summary>The id of each symbol.</summary>
    public int[] Ids { get; private set; } = new int[64];

    /// <summary>How much of the word each symbol stands for: bytes where the model maps bytes, UTF-16 units elsewhere.</summary>
    public int[] Lengths { get; private set; } = new int[64];

    /// <summary>Drops the symbols.</summary>
    public void Clear() => Count = 0;

    /// <summary>Sets the number of symbols after some were joined.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Adds a word's bytes, each of them a character of the byte alphabet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddBytes(ReadOnlySpan<byte> word)
    {
        Clear();
        Reserve(word.Length);
        int[] characters = model.ByteCharacters;
        if (!model.Options.IsPlain)
        {
            AddCharacters(ByteAlphabet.Encode(word));
            return;
        }

        for (int i = 0; i < word.Length; i++)
        {
            int id = characters[word[i]];
            if (id < 0)
            {
                AddCharacters(ByteAlphabet.Encode(word));
                return;
            }

            Ids[i] = id;
            Lengths[i] = 1;
        }

        Count = word.Length;
    }

    /// <summary>Adds a word's characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddCharacters(ReadOnlySpan<char> word)
    {
        Clear();
        Reserve(word.Length * 3);
        _unknownLength = 0;
        for (int start = 0; start < word.Length;)
        {
            Rune.DecodeFromUtf16(word[start..], out Rune character, out int length);
            AddCharacter(character, length, isFirst: start == 0, isLast: start + length == word.Length);
            start += length;
        }

        FlushUnknown();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddCharacter(Rune character, int length, bool isFirst, bool isLast)
    {
        string symbol = "";
        int id = model.Options.IsPlain ? model.Character(character) : model.Vocabulary.Id(symbol = Surround(character, isFirst, isLast));
        if (id != None)
        {
            FlushUnknown();
            Add(id, length);
        }
        else if (!(model.Options.FallsBackToBytes && TryAddBytes(symbol.Length == 0 ? character.ToString() : symbol, length))
            && model.Options.Unknown != None)
        {
            if (!model.Options.FusesUnknown)
            {
                FlushUnknown();
            }

            _unknownLength += length;
        }
    }

    private string Surround(Rune character, bool isFirst, bool isLast) =>
        (isFirst ? "" : model.Options.ContinuationPrefix) + character + (isLast ? model.Options.WordSuffix : "");

    // The first byte's token counts as the whole character, and the others as none of it.
    private bool TryAddBytes(string symbol, int length)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(symbol);
        if (utf8.Any(value => model.ByteTokens[value] == None))
        {
            return false;
        }

        Reserve(Count + utf8.Length);
        for (int i = 0; i < utf8.Length; i++)
        {
            Add(model.ByteTokens[utf8[i]], i == 0 ? length : 0);
        }

        return true;
    }

    private void FlushUnknown()
    {
        if (_unknownLength > 0)
        {
            Add(model.Options.Unknown, _unknownLength);
            _unknownLength = 0;
        }
    }

    /// <summary>Adds a symbol.</summary>
    public void Add(int id, int length)
    {
        Reserve(Count + 1);
        Ids[Count] = id;
        Lengths[Count] = length;
        Count++;
    }

    private void Reserve(int count)
    {
        if (count > Ids.Length)
        {
            int[] ids = Ids;
            int[] lengths = Lengths;
            int size = Math.Max(count, ids.Length * 2);
            Array.Resize(ref ids, size);
            Array.Resize(ref lengths, size);
            (Ids, Lengths) = (ids, lengths);
        }
    }
}
