using System.Collections.Concurrent;
using System.Text;
using MlopsCl.Learner.Tokenization.Decoders;
using MlopsCl.Learner.Tokenization.Models;

namespace MlopsCl.Learner.Tokenization;

/// <summary>
/// A tokenizer read from <c>tokenizer.json</c>, the format of Hugging Face's tokenizers library: BPE (byte-level or with byte
/// fallback) and word-level models. Truncation and padding that a file asks for are the caller's. Safe for use by many threads.
/// </summary>
internal sealed class Tokenizer
{
    private readonly TokenizerParts _parts;
    private readonly AddedTokenSearch _raw;
    private readonly AddedTokenSearch _normalized;
    private readonly Dictionary<string, AddedToken> _addedByContent;
    private readonly Dictionary<int, string> _addedById;
    private readonly HashSet<string> _special;
    private readonly ConcurrentBag<EncodingWork> _idle = [];

    private Tokenizer(TokenizerParts parts)
    {
        _parts = parts;
        _addedByContent = parts.AddedTokens.ToDictionary(token => token.Content, StringComparer.Ordinal);
        _addedById = parts.AddedTokens.ToDictionary(token => token.Id, token => token.IsNormalized ? parts.Normalize(token.Content) : token.Content);
        _special = [.. parts.AddedTokens.Where(token => token.IsSpecial).Select(token => token.Content)];
        ILookup<bool, AddedToken> byNormalized = parts.AddedTokens.ToLookup(token => token.IsNormalized);
        _raw = new AddedTokenSearch(byNormalized[false].Select(token => (token.Content, token)));
        _normalized = new AddedTokenSearch(byNormalized[true].Select(token => (parts.Normalize(token.Content), token)));
        VocabularySize = Math.Max(parts.Model.Vocabulary.Size, parts.AddedTokens.Select(token => token.Id + 1).DefaultIfEmpty().Max());
    }

    /// <summary>The highest id plus one, added tokens included: the rows that an embedding table needs.</summary>
    public int VocabularySize { get; }

    /// <summary>Reads a definition.</summary>
    /// <param name="path">A <c>tokenizer.json</c>, or the folder that has one.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TokenizerFormatException">The file breaks a rule of the format, or uses a part that is not supported.</exception>
    public static Tokenizer Load(string path) =>
        new(TokenizerParts.Read(Directory.Exists(path) ? Path.Combine(path, "tokenizer.json") : path));

    /// <summary>Reads a definition in memory.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="json">The content of a <c>tokenizer.json</c>.</param>
    /// <exception cref="TokenizerFormatException">The text breaks a rule of the format, or uses a part that is not supported.</exception>
    public static Tokenizer Parse(string name, ReadOnlyMemory<byte> json) => new(TokenizerParts.Parse(name, json));

    /// <summary>Turns a text into token ids.</summary>
    /// <param name="text">The text; added tokens such as <c>&lt;image&gt;</c> are found in it.</param>
    /// <param name="addSpecialTokens">Put the definition's tokens around it, such as <c>&lt;s&gt;</c> at the beginning.</param>
    public int[] Encode(string text, bool addSpecialTokens = true)
    {
        var ids = new List<int>((text.Length / 3) + 8);
        Encode(text, addSpecialTokens, ids, places: null);
        return [.. ids];
    }

    /// <summary>Turns a text into token ids that know which characters they stand for.</summary>
    /// <param name="text">The text; added tokens such as <c>&lt;image&gt;</c> are found in it.</param>
    /// <param name="addSpecialTokens">Put the definition's tokens around it, such as <c>&lt;s&gt;</c> at the beginning.</param>
    public EncodedText EncodeWithPlaces(string text, bool addSpecialTokens = true)
    {
        var ids = new List<int>();
        var places = new List<(int Start, int End)>();
        Encode(text, addSpecialTokens, ids, places);
        return new EncodedText([.. ids], [.. places]);
    }

    /// <summary>Turns token ids into a text. Ids that the vocabulary lacks are left out.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Leave special tokens out.</param>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        var chain = new DecoderChain(_parts.Decoders, isStreamed: false);
        var text = new StringBuilder();
        foreach (int id in ids)
        {
            if (TokenToSay(id, skipSpecialTokens) is { } token)
            {
                chain.Add(token, text);
            }
        }

        chain.Complete(text);
        return text.ToString();
    }

    /// <summary>
    /// Begins an answer whose tokens arrive one by one. All that it gives, joined, is what <see cref="Decode"/> gives for all tokens, but
    /// for byte tokens that are no UTF-8 behind others that are: those others have been said by then.
    /// </summary>
    /// <param name="skipSpecialTokens">Leave special tokens out.</param>
    public TextStream Stream(bool skipSpecialTokens = true) =>
        new(new DecoderChain(_parts.Decoders, isStreamed: true), id => TokenToSay(id, skipSpecialTokens));

    /// <summary>The id of a token, or null where the vocabulary lacks it.</summary>
    public int? TokenId(string token)
    {
        int id = _addedByContent.TryGetValue(token, out AddedToken? added) ? added.Id : _parts.Model.Vocabulary.Id(token);
        return id < 0 ? null : id;
    }

    /// <summary>
    /// The token of an id as it is written in the vocabulary, or null where there is none. An added token that is searched in normalized text
    /// is given as normalization writes it, which is what a decoder turns back.
    /// </summary>
    public string? Token(int id) => _addedById.TryGetValue(id, out string? added) ? added : _parts.Model.Vocabulary.Token(id);

    /// <summary>Hands the pieces of a text to <paramref name="encoder"/> in place of the model.</summary>
    internal void Visit(string text, PieceEncoder encoder) =>
        new EncodingWork(_parts, _raw, _normalized, encoder).Encode(text, [], places: null);

    private string? TokenToSay(int id, bool skipSpecialTokens)
    {
        string? token = Token(id);

        // By text, as the reference does: a special token that normalization writes otherwise is said.
        return skipSpecialTokens && token is not null && _special.Contains(token) ? null : token;
    }

    private void Encode(string text, bool addSpecialTokens, List<int> ids, List<(int Start, int End)>? places)
    {
        if (addSpecialTokens)
        {
            Surround(_parts.Before, ids, places);
        }

        EncodingWork work = _idle.TryTake(out EncodingWork? idle)
            ? idle
            : new EncodingWork(_parts, _raw, _normalized, _parts.Model.CreateEncoder());
        work.Encode(text, ids, places);
        _idle.Add(work);
        if (addSpecialTokens)
        {
            Surround(_parts.Behind, ids, places);
        }
    }

    private static void Surround(int[] special, List<int> ids, List<(int Start, int End)>? places)
    {
        ids.AddRange(special);
        places?.AddRange(Enumerable.Repeat((0, 0), special.Length));
    }
}
