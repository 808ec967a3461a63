using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MlopsCl.Learner.Tokenization.Decoders;
using MlopsCl.Learner.Tokenization.Models;
using MlopsCl.Learner.Tokenization.Normalizers;
using MlopsCl.Learner.Tokenization.PreTokenizers;

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
    private readonly Dictionary<int, AddedToken> _addedById;
    private readonly ConcurrentBag<PieceEncoder> _encoders = [];

    private Tokenizer(TokenizerParts parts)
    {
        _parts = parts;
        _addedByContent = parts.AddedTokens.ToDictionary(token => token.Content, StringComparer.Ordinal);
        _addedById = parts.AddedTokens.ToDictionary(token => token.Id);
        ILookup<bool, AddedToken> byNormalized = parts.AddedTokens.ToLookup(token => token.IsNormalized);
        _raw = new AddedTokenSearch(byNormalized[false].Select(token => (token.Content, token)));
        _normalized = new AddedTokenSearch(byNormalized[true].Select(token => (Normalize(token.Content), token)));
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
        if (addSpecialTokens)
        {
            ids.AddRange(_parts.Before);
        }

        PieceEncoder encoder = _encoders.TryTake(out PieceEncoder? idle) ? idle : _parts.Model.CreateEncoder();
        EncodeText(text, encoder, ids);
        _encoders.Add(encoder);
        if (addSpecialTokens)
        {
            ids.AddRange(_parts.Behind);
        }

        return [.. ids];
    }

    /// <summary>Turns token ids into a text. Ids that the vocabulary lacks are left out.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Leave special tokens out.</param>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        var tokens = new List<string>(ids.Length);
        foreach (int id in ids)
        {
            bool skipped = skipSpecialTokens && _addedById.TryGetValue(id, out AddedToken? added) && added.IsSpecial;
            if (!skipped && Token(id) is { } token)
            {
                tokens.Add(token);
            }
        }

        if (_parts.Decoders is null)
        {
            return string.Join(' ', tokens);
        }

        return string.Concat(_parts.Decoders.Aggregate((IReadOnlyList<string>)tokens, (current, decoder) => decoder.Decode(current)));
    }

    /// <summary>The id of a token, or null where the vocabulary lacks it.</summary>
    public int? TokenId(string token)
    {
        int id = _addedByContent.TryGetValue(token, out AddedToken? added) ? added.Id : _parts.Model.Vocabulary.Id(token);
        return id < 0 ? null : id;
    }

    /// <summary>The token of an id as it is written in the vocabulary, or null where there is none.</summary>
    public string? Token(int id) => _addedById.TryGetValue(id, out AddedToken? added) ? added.Content : _parts.Model.Vocabulary.Token(id);

    /// <summary>Hands the pieces of a text to <paramref name="encoder"/> in place of the model.</summary>
    internal void Visit(string text, PieceEncoder encoder) => EncodeText(text, encoder, []);

    private string Normalize(string text) => _parts.Normalizer?.Normalize(text) ?? text;

    private void EncodeText(string text, PieceEncoder encoder, List<int> ids)
    {
        _raw.Split(text, (start, end, token) =>
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                return;
            }

            string normalized = Normalize(text[start..end]);
            _normalized.Split(normalized, (from, to, inner) =>
            {
                if (inner is not null)
                {
                    ids.Add(inner.Id);
                    return;
                }

                EncodePiece(new Piece(normalized, from, to - from, start == 0 && from == 0), encoder, ids);
            });
        });
    }

    private void EncodePiece(Piece whole, PieceEncoder encoder, List<int> ids)
    {
        var pieces = new List<Piece> { whole };
        foreach (PreTokenizer step in _parts.PreTokenizers)
        {
            var next = new List<Piece>(pieces.Count * 2);
            foreach (Piece piece in pieces)
            {
                step.Split(piece, next);
            }

            pieces = next;
        }

        foreach (ref readonly Piece piece in CollectionsMarshal.AsSpan(pieces))
        {
            encoder.Encode(piece.Span, ids);
        }
    }
}
