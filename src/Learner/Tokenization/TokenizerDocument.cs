using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MlopsCl.Learner.Tokenization;

/// <summary>
/// A <c>tokenizer.json</c> read in one pass: the model's vocabulary and merges into tables, and everything else, which is short, as a
/// document.
/// </summary>
internal sealed class TokenizerDocument : IDisposable
{
    private readonly JsonDocument _document;

    private TokenizerDocument(string file, JsonDocument document, ModelTables tables)
    {
        _document = document;
        Tables = tables;
        Root = new DefinitionNode(file, "", document.RootElement);
    }

    /// <summary>Everything but the tables, in whose place stands JSON's null.</summary>
    public DefinitionNode Root { get; }

    /// <summary>Vocabulary and merges.</summary>
    public ModelTables Tables { get; }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="TokenizerFormatException">It is not valid JSON, or a table breaks a rule.</exception>
    public static TokenizerDocument Parse(string file, ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new TokenizerFormatException(file, "$", $"byte {FirstInvalid(json.Span)} is not UTF-8; write the file in UTF-8.");
        }

        try
        {
            var tables = new ModelTables(file, json);
            var rest = new MemoryStream();
            ReadTables(json.Span, tables, rest);
            rest.Position = 0;
            return new TokenizerDocument(
                file, JsonDocument.Parse(rest, new JsonDocumentOptions { AllowDuplicateProperties = false }), tables);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new TokenizerFormatException(file, "$", $"is not valid JSON ({error.Message})", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static int FirstInvalid(ReadOnlySpan<byte> json)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(json[at..], out _, out int length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    // Copies everything but the two tables.
    private static void ReadTables(ReadOnlySpan<byte> json, ModelTables tables, MemoryStream rest)
    {
        var reader = new Utf8JsonReader(json);
        int copied = 0;
        bool isInModel = false;
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
            {
                isInModel = reader.ValueTextEquals("model"u8);
            }
            else if (isInModel && reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 2 })
            {
                bool isVocabulary = reader.ValueTextEquals("vocab"u8);
                if (isVocabulary || reader.ValueTextEquals("merges"u8))
                {
                    reader.Read();
                    rest.Write(json[copied..(int)reader.TokenStartIndex]);
                    rest.Write("null"u8);
                    Take(ref reader, tables, isVocabulary);
                    copied = (int)reader.BytesConsumed;
                }
            }
        }

        rest.Write(json[copied..]);
    }

    private static void Take(ref Utf8JsonReader reader, ModelTables tables, bool isVocabulary)
    {
        if (isVocabulary)
        {
            tables.TakeVocabulary(ref reader);
        }
        else
        {
            tables.TakeMerges(ref reader);
        }
    }
}
