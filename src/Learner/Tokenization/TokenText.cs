using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MlopsCl.Learner.Tokenization;

/// <summary>Reads texts in UTF-8 from a JSON reader; only those with escapes are copied.</summary>
internal sealed class TokenText(string file)
{
    private byte[] _unescaped = new byte[256];

    /// <summary>The text that the reader has come to, good until the next one.</summary>
    /// <exception cref="TokenizerFormatException">An escape is half of a character.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Read(ref Utf8JsonReader reader, string key)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        if (reader.ValueSpan.Length > _unescaped.Length)
        {
            _unescaped = new byte[reader.ValueSpan.Length * 2];
        }

        try
        {
            return _unescaped.AsSpan(0, reader.CopyString(_unescaped));
        }
        catch (InvalidOperationException error)
        {
            throw new TokenizerFormatException(file, key, $"byte {reader.TokenStartIndex}: an escape is half of a character.", error);
        }
    }
}
