using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Tokenization.Models;

namespace MlopsCl.Learner.Tokenization;

/// <summary>Reads an object of tokens and ids.</summary>
internal static class VocabularyReader
{
    /// <summary>Where it stands in the file.</summary>
    public const string Key = "model.vocab";

    /// <summary>Reads the object that a reader has come to.</summary>
    /// <exception cref="TokenizerFormatException">A token or an id is given twice, or an id is out of range.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vocabulary Read(string file, ref Utf8JsonReader reader)
    {
        var builder = new VocabularyBuilder();
        var texts = new TokenText(file);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> token = texts.Read(ref reader, Key);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int id) || id is < 0 or > Vocabulary.LargestId)
            {
                throw Refused(file, token, $"must be a whole number from 0 to {Vocabulary.LargestId}.");
            }

            if (!builder.TryAdd(token, id))
            {
                throw Refused(file, token, "is given twice.");
            }
        }

        return builder.Build(out int repeated) ?? throw Refused(
            file, builder.Text(repeated), "its id is given to another token, too.");
    }

    private static TokenizerFormatException Refused(string file, ReadOnlySpan<byte> token, string reason) =>
        new(file, $"{Key}.{Encoding.UTF8.GetString(token[..Math.Min(token.Length, 100)])}", reason);
}
