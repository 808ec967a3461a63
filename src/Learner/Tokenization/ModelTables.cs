using System.Text.Json;
using MlopsCl.Learner.Tokenization.Models;

namespace MlopsCl.Learner.Tokenization;

/// <summary>
/// A model's two long members, vocabulary and merges, read straight from the file's bytes: as a document they would take many times the
/// file's size.
/// </summary>
internal sealed class ModelTables(string file, ReadOnlyMemory<byte> json)
{
    private Vocabulary? _vocabulary;
    private MergeTable? _withoutPrefix;
    private JsonTokenType _vocabularyType;
    private Range? _merges;

    /// <summary>The vocabulary.</summary>
    /// <exception cref="TokenizerFormatException">The model has none.</exception>
    public Vocabulary Vocabulary => _vocabulary ?? throw new TokenizerFormatException(
        file, VocabularyReader.Key, _vocabularyType == JsonTokenType.None ? "is missing." : $"must be an object, not {_vocabularyType}.");

    /// <summary>Whether the model has merges.</summary>
    public bool HasMerges => _merges is not null;

    /// <summary>Merges, by the ids of the two tokens that are joined.</summary>
    /// <param name="prefix">What is dropped from a token that is joined to another before it; empty for nothing.</param>
    /// <exception cref="TokenizerFormatException">The model has none, or they join or make a token that the vocabulary lacks.</exception>
    public MergeTable Merges(string prefix)
    {
        if (_merges is not { } range)
        {
            throw new TokenizerFormatException(file, MergeReader.Key, "is missing.");
        }

        if (prefix.Length == 0 && _withoutPrefix is not null)
        {
            return _withoutPrefix;
        }

        var reader = new Utf8JsonReader(json.Span[range]);
        reader.Read();
        return new MergeReader(file, Vocabulary, prefix).Read(ref reader);
    }

    /// <summary>Reads the vocabulary that a reader has come to.</summary>
    /// <exception cref="TokenizerFormatException">A token or id breaks a rule.</exception>
    public void TakeVocabulary(ref Utf8JsonReader reader)
    {
        _vocabularyType = reader.TokenType;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            _vocabulary = VocabularyReader.Read(file, ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Reads the merges that a reader has come to, or remembers where they are when the vocabulary has yet to come.</summary>
    /// <exception cref="TokenizerFormatException">A merge breaks a rule.</exception>
    public void TakeMerges(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (_vocabulary is null)
        {
            reader.Skip();
        }
        else
        {
            // Most models have no prefix; one that has is read once more, when that is known.
            var merges = new MergeReader(file, _vocabulary, prefix: null);
            MergeTable table = merges.Read(ref reader);
            _withoutPrefix = merges.IsComplete ? table : null;
        }

        _merges = start..(int)reader.BytesConsumed;
    }
}
