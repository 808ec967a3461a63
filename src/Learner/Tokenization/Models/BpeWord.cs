using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Encodes one word: characters become symbols, and the symbols are joined. Its buffers are used again and again.</summary>
internal sealed class BpeWord(BpeModel model)
{
    private readonly BpeSymbols _symbols = new(model);
    private readonly BpeShortMerge _short = new(model.Merges);
    private readonly BpeLongMerge _long = new(model.Merges);
    private byte[] _utf8 = new byte[256];

    /// <summary>Encodes a word.</summary>
    /// <returns>Its tokens, good until the next word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public BpeSymbols Encode(ReadOnlySpan<char> word)
    {
        if (model.Options.MapsBytes)
        {
            ReadOnlySpan<byte> utf8 = ToUtf8(word);
            _symbols.AddBytes(utf8);
            if (model.Options.IgnoresMergesForWholeWords && TryWhole(ByteAlphabet.Encode(utf8), utf8.Length))
            {
                return _symbols;
            }
        }
        else if (model.Options.IgnoresMergesForWholeWords && TryWhole(word, word.Length))
        {
            return _symbols;
        }
        else
        {
            _symbols.AddCharacters(word);
        }

        if (_symbols.Count <= BpeShortMerge.MostSymbols)
        {
            _short.Apply(_symbols);
        }
        else
        {
            _long.Apply(_symbols);
        }

        return _symbols;
    }

    private bool TryWhole(ReadOnlySpan<char> token, int length)
    {
        int id = model.Vocabulary.Id(token);
        if (id < 0)
        {
            return false;
        }

        _symbols.Clear();
        _symbols.Add(id, length);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<char> word)
    {
        if (word.Length * 3 > _utf8.Length)
        {
            _utf8 = new byte[word.Length * 6];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(word, _utf8));
    }
}
