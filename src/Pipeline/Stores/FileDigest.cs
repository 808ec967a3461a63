using System.Security.Cryptography;

namespace MlopsCl.Pipeline.Stores;

/// <summary>Digests (<see cref="Learner.ContentDigest"/>) of what is too large for memory.</summary>
internal static class FileDigest
{
    /// <summary>The digest of what is left in a stream.</summary>
    public static async Task<string> OfAsync(Stream content, CancellationToken cancellation) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));

    /// <summary>The digest of a file, which nobody may write to meanwhile.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static async Task<string> OfFileAsync(string path, CancellationToken cancellation)
    {
        await using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return await OfAsync(stream, cancellation);
    }
}
