namespace MlopsCl.Learner;

/// <summary>An encoded picture (PNG, JPEG or WebP), held as a file or as bytes. Nothing is read before <see cref="Read"/>.</summary>
public sealed class Picture
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private readonly string? _sha256;

    private readonly string? _name;

    private Picture(string? path, ReadOnlyMemory<byte> bytes, string? sha256 = null, string? name = null) =>
        (Path, _bytes, _sha256, _name) = (path, bytes, sha256, name);

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

    /// <summary>A picture in a file whose content is known: it is read as that, or not at all.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="sha256">SHA-256 of the encoded bytes, lower-case hexadecimal.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or the digest is none.</exception>
    public static Picture FromFile(string path, string sha256)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return ContentDigest.IsOne(sha256)
            ? new Picture(path, default, sha256)
            : throw new ArgumentException($"'{sha256}' is not a SHA-256; give 64 lower-case hexadecimal digits.", nameof(sha256));
    }

    /// <summary>A picture held in memory, still encoded.</summary>
    /// <param name="bytes">The encoded bytes; not copied.</param>
    public static Picture FromBytes(ReadOnlyMemory<byte> bytes) => new(null, bytes);

    /// <summary>A picture held in memory, still encoded.</summary>
    /// <param name="bytes">The encoded bytes; not copied.</param>
    /// <param name="name">What messages call it, such as <c>Image of row 7</c>.</param>
    public static Picture FromBytes(ReadOnlyMemory<byte> bytes, string name) => new(null, bytes, name: name);

    /// <summary>The encoded bytes.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file no longer has the content that it is known by.</exception>
    public ReadOnlyMemory<byte> Read()
    {
        if (Path is null)
            return _bytes;
        var bytes = File.ReadAllBytes(Path);
        if (_sha256 is null)
            return bytes;
        var found = ContentDigest.Of(bytes);
        return found == _sha256
            ? bytes
            : throw new InvalidDataException(
                $"The picture '{Path}' has the digest {found}, and had {_sha256} when it was verified: it changed in between. " +
                "Leave the files of a dataset alone while they are learned from.");
    }

    /// <summary>SHA-256 of the encoded bytes, lower-case hexadecimal; where it is known, nothing is read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string ComputeSha256() => _sha256 ?? ContentDigest.Of(Read().Span);

    /// <inheritdoc/>
    public override string ToString() => Path ?? _name ?? $"picture of {_bytes.Length} bytes";
}
