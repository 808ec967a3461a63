using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Tokenization.Models;

namespace MlopsCl.Learner.Tokenization;

/// <summary>Reads merges, each written <c>"a b"</c> or <c>["a", "b"]</c>.</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="vocabulary">The tokens that are joined and made.</param>
/// <param name="prefix">
/// What is dropped from the second token when it is joined; empty for nothing. Null leaves the merges whose result the vocabulary lacks
/// out in place of refusing them, since a prefix may explain them.
/// </param>
internal sealed class MergeReader(string file, Vocabulary vocabulary, string? prefix)
{
    /// <summary>Where they stand in the file.</summary>
    public const string Key = "model.merges";

    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix ?? "");
    private readonly TokenText _texts = new(file);
    private readonly MergeTable _merges = new();
    private byte[] _joined = new byte[256];

    /// <summary>False where merges were left out.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Reads the list that a reader has come to.</summary>
    /// <exception cref="TokenizerFormatException">A merge is not two tokens, or joins or makes one that the vocabulary lacks.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MergeTable Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new TokenizerFormatException(file, Key, $"must be a list, not {reader.TokenType}.");
        }

        for (int rank = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; rank++)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                Add(_texts.Read(ref reader, Key), rank);
            }
            else
            {
                AddPair(ref reader, rank);
            }
        }

        return _merges;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<byte> both, int rank)
    {
        int space = both.IndexOf((byte)' ');
        if (space < 0 || both[(space + 1)..].Contains((byte)' '))
        {
            throw Refused(rank, "must be two tokens.");
        }

        TakeLeft(both[..space]);
        Add(space, both[(space + 1)..], rank);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPair(ref Utf8JsonReader reader, int rank)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Refused(rank, $"must be a text or a list of two, not {reader.TokenType}.");
        }

        ReadOnlySpan<byte> left = Element(ref reader, rank, 0);
        TakeLeft(left);
        int length = left.Length;
        Add(length, Element(ref reader, rank, 1), rank);
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
        {
            throw Refused(rank, "must be two tokens.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<byte> Element(ref Utf8JsonReader reader, int rank, int index)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => _texts.Read(ref reader, Key),
            JsonTokenType.EndArray => throw Refused(rank, "must be two tokens."),
            _ => throw new TokenizerFormatException(file, $"{Key}[{rank}][{index}]", $"must be a text, not {reader.TokenType}."),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeLeft(ReadOnlySpan<byte> left)
    {
        if (left.Length > _joined.Length)
        {
            _joined = new byte[left.Length * 2];
        }

        left.CopyTo(_joined);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int leftLength, ReadOnlySpan<byte> right, int rank)
    {
        int left = Known(_joined.AsSpan(0, leftLength), rank);
        int second = Known(right, rank);
        ReadOnlySpan<byte> rest = _prefix.Length > 0 && right.StartsWith(_prefix) ? right[_prefix.Length..] : right;
        int length = leftLength + rest.Length;
        if (length > _joined.Length)
        {
            Array.Resize(ref _joined, length * 2);
        }

        rest.CopyTo(_joined.AsSpan(leftLength));
        int result = vocabulary.Id(_joined.AsSpan(0, length));
        if (result >= 0 || prefix is not null)
        {
            _merges.Set(left, second, rank, result >= 0 ? result : Known(_joined.AsSpan(0, length), rank));
        }
        else
        {
            IsComplete = false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Known(ReadOnlySpan<byte> token, int rank)
    {
        int id = vocabulary.Id(token);
        return id >= 0 ? id : throw Refused(
            rank, $"the token '{Encoding.UTF8.GetString(token[..Math.Min(token.Length, 100)])}' is not in the vocabulary.");
    }

    private TokenizerFormatException Refused(int rank, string reason) => new(file, $"{Key}[{rank}]", reason);
}
