using System.Security.Cryptography;

namespace MlopsCl.Learner;

/// <summary>An encoded picture (PNG, JPEG or WebP), held as a file or as bytes. Nothing is read before <see cref="Read"/>.</summary>
public sealed class Picture
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private Picture(string? path, ReadOnlyMemory<byte> bytes) => (Path, _bytes) = (path, bytes);

    /// <summary>The file that holds the picture; null when it is held as bytes.</summary>
    public string? Path { get; }

    /// <summary>A picture in a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static Picture FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new Picture(path, default);
    }

    /// <summary>A picture held in memory, still encoded.</summary>
    /// <param name="bytes">The encoded bytes; not copied.</param>
    public static Picture FromBytes(ReadOnlyMemory<byte> bytes) => new(null, bytes);

    /// <summary>The encoded bytes.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ReadOnlyMemory<byte> Read() => Path is null ? _bytes : File.ReadAllBytes(Path);

    /// <summary>SHA-256 of the encoded bytes, lower-case hexadecimal.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string ComputeSha256() => Convert.ToHexStringLower(SHA256.HashData(Read().Span));

    /// <inheritdoc/>
    public override string ToString() => Path ?? $"picture of {_bytes.Length} bytes";
}
