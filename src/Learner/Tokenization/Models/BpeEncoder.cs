using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Encodes pieces with a BPE model, remembering words that it has seen.</summary>
internal sealed class BpeEncoder(BpeModel model) : PieceEncoder
{
    private readonly BpeWord _word = new(model);
    private readonly WordCache _cache = new();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (model.Boundaries is null)
        {
            EncodeWord(piece, ids);
            return;
        }

        while (!piece.IsEmpty)
        {
            int length = model.Boundaries.WordLength(piece);
            EncodeWord(piece[..length], ids);
            piece = piece[length..];
        }
    }

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<char> piece, List<int> ids, List<(int Start, int End)> places)
    {
        BpeSymbols symbols = _word.Encode(piece);
        int[] characters = model.Options.MapsBytes ? CharactersOfBytes(piece) : [];
        int at = 0;
        (int Start, int End) place = (0, 0);
        for (int i = 0; i < symbols.Count; i++)
        {
            ids.Add(symbols.Ids[i]);
            int end = at + symbols.Lengths[i];
            if (end > at)
            {
                place = model.Options.MapsBytes ? (characters[at], CharacterBehind(piece, characters[end - 1])) : (at, end);
            }

            places.Add(place);
            at = end;
        }
    }

    // The character that each byte of a text's UTF-8 belongs to.
    private static int[] CharactersOfBytes(ReadOnlySpan<char> text)
    {
        var characters = new List<int>(text.Length);
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            characters.AddRange(Enumerable.Repeat(at, rune.Utf8SequenceLength));
            at += rune.Utf16SequenceLength;
        }

        return [.. characters];
    }

    private static int CharacterBehind(ReadOnlySpan<char> text, int at)
    {
        Rune.DecodeFromUtf16(text[at..], out _, out int length);
        return at + length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EncodeWord(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length > WordCache.LongestWord)
        {
            BpeSymbols symbols = _word.Encode(word);
            ids.AddRange(symbols.Ids.AsSpan(0, symbols.Count));
            return;
        }

        uint hash = TokenHash.Of(word);
        ReadOnlySpan<int> known = _cache.Find(word, hash);
        if (known.IsEmpty)
        {
            BpeSymbols symbols = _word.Encode(word);
            known = symbols.Ids.AsSpan(0, symbols.Count);
            _cache.Add(word, hash, known);
        }

        foreach (int id in known)
        {
            ids.Add(id);
        }
    }
}
