using System.Security.Cryptography;

namespace MlopsCl.Learner;

/// <summary>What content is known by: its SHA-256, written as 64 lower-case hexadecimal digits.</summary>
public static class ContentDigest
{
    /// <summary>Whether a text is a digest in that form.</summary>
    /// <param name="text">The text; null is none.</param>
    public static bool IsOne(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The digest of bytes.</summary>
    /// <param name="content">The bytes.</param>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
