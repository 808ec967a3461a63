using System.Runtime.CompilerServices;
using MlopsCl.Learner.Tokenization.Models;
using MlopsCl.Learner.Tokenization.PreTokenizers;

namespace MlopsCl.Learner.Tokenization;

/// <summary>Encodes texts on one thread; what it allocates, it uses again.</summary>
internal sealed class EncodingWork(TokenizerParts parts, AddedTokenSearch raw, AddedTokenSearch normalized, PieceEncoder encoder)
{
    private readonly List<(int Start, int End)> _pieceOfTokens = [];

    // A normalizer may have removed the beginning, or made several characters of the first.
    private readonly bool _tracksBeginning = parts.Normalizers.Count > 0 && parts.PreTokenizers.Any(step => step.AsksForBeginning);

    private SplitOutput _pieces = new();
    private SplitOutput _nextPieces = new();

    /// <summary>Adds the ids of a text and, where that is asked for, the places of the tokens.</summary>
    public void Encode(string text, List<int> ids, List<(int Start, int End)>? places) => raw.Split(text, (start, end, token) =>
    {
        if (token is not null)
        {
            Add(token, (start, end), ids, places);
            return;
        }

        string part = start == 0 && end == text.Length ? text : text[start..end];
        EncodeBetween(SourceText.Of(part, start, isTracked: places is not null || _tracksBeginning), beginsInput: start == 0, ids, places);
    });

    private static void Add(AddedToken token, (int Start, int End) place, List<int> ids, List<(int Start, int End)>? places)
    {
        ids.Add(token.Id);
        places?.Add(place);
    }

    private void EncodeBetween(SourceText text, bool beginsInput, List<int> ids, List<(int Start, int End)>? places)
    {
        foreach (var normalizer in parts.Normalizers)
        {
            text = normalizer.Normalize(text);
        }

        normalized.Split(text.Value, (from, to, token) =>
        {
            if (token is not null)
            {
                Add(token, text.Range(from, to), ids, places);
            }
            else
            {
                EncodePieces(new Piece(text, from, to - from, beginsInput && from == 0), ids, places);
            }
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EncodePieces(Piece whole, List<int> ids, List<(int Start, int End)>? places)
    {
        _pieces.Pieces.Clear();
        _pieces.Add(whole);
        foreach (PreTokenizer step in parts.PreTokenizers)
        {
            _nextPieces.Pieces.Clear();
            foreach (Piece piece in _pieces.Pieces)
            {
                step.Split(piece, _nextPieces);
            }

            (_pieces, _nextPieces) = (_nextPieces, _pieces);
        }

        foreach (Piece piece in _pieces.Pieces)
        {
            if (places is null)
            {
                encoder.Encode(piece.Span, ids);
            }
            else
            {
                EncodeWithPlaces(piece, ids, places);
            }
        }
    }

    private void EncodeWithPlaces(Piece piece, List<int> ids, List<(int Start, int End)> places)
    {
        _pieceOfTokens.Clear();
        encoder.Encode(piece.Span, ids, _pieceOfTokens);
        foreach ((int start, int end) in _pieceOfTokens)
        {
            places.Add(piece.Text.Range(piece.Start + start, piece.Start + end));
        }
    }
}
