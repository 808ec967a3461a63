using System.Buffers.Text;
using System.Text;

namespace MlopsCl.Transforms.Prompting;

/// <summary>Text as letters, digits, '-' and '_' after a dot, so that it can stand in an expression and is never empty.</summary>
internal static class PromptLiteral
{
    internal static string Encode(string literal) => "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(literal));

    internal static string Decode(ReadOnlySpan<char> payload) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload[1..]));
}
