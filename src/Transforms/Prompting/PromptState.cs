using System.Buffers.Text;
using System.Text;

namespace MlopsCl.Transforms.Prompting;

/// <summary>What each cursor over a composing step keeps: the literal text, decoded once. Public because ML.NET makes it; not meant for other use.</summary>
public sealed class PromptState
{
    private ReadOnlyMemory<char> _payload;
    private string? _literal;

    /// <summary>Text as letters, digits, '-' and '_' after a dot, so that it can stand in an expression and is never empty.</summary>
    internal static string Encode(string literal) => "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(literal));

    internal string Decode(ReadOnlyMemory<char> payload)
    {
        if (_literal is null || !_payload.Equals(payload))
            (_payload, _literal) = (payload, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload.Span[1..])));
        return _literal;
    }
}
