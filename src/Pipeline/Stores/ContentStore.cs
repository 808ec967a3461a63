using System.Security.Cryptography;
using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Stores;

/// <summary>Payloads under their own SHA-256, <c>blobs/sha256/ab/cdef…</c>: written once, verified whenever they come out.</summary>
/// <param name="store">The store.</param>
public sealed class ContentStore(IStore store)
{
    /// <summary>Stores a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The content's SHA-256, lower-case hexadecimal.</returns>
    /// <exception cref="IOException">The file cannot be read, changed meanwhile, or the store cannot be reached.</exception>
    public async Task<string> AddFileAsync(string path, CancellationToken cancellation)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        var digest = await FileDigest.OfAsync(file, cancellation);
        file.Position = 0;
        await using var verified = new VerifiedStream(file, digest);
        await store.UploadAsync(NameOf(digest), verified, cancellation);
        return digest;
    }

    /// <summary>Stores bytes.</summary>
    /// <param name="content">The content.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The content's SHA-256, lower-case hexadecimal.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<string> AddBytesAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var digest = ContentDigest.Of(content.Span);
        await store.UploadAsync(NameOf(digest), new MemoryStream(content.ToArray(), writable: false), cancellation);
        return digest;
    }

    /// <summary>Opens a payload for reading from its beginning; whoever reads it verifies what it reads.</summary>
    internal Task<Stream> OpenAsync(string sha256, CancellationToken cancellation) => store.OpenReadAsync(NameOf(sha256), cancellation);

    /// <summary>Reads a payload that fits in memory.</summary>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="FileNotFoundException">The store lacks it.</exception>
    /// <exception cref="InvalidDataException">The content no longer has that digest.</exception>
    public async Task<byte[]> ReadBytesAsync(string sha256, CancellationToken cancellation)
    {
        await using var content = await store.OpenReadAsync(NameOf(sha256), cancellation);
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, cancellation);
        var bytes = memory.ToArray();
        Verify(sha256, ContentDigest.Of(bytes));
        return bytes;
    }

    /// <summary>Brings a payload to a file in a cache folder; a file that is there already is used as it is.</summary>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="cacheFolder">The cache folder.</param>
    /// <param name="cancellation">Stops the call; no partial file is left.</param>
    /// <returns>The file's path, <c>cacheFolder/ab/cdef…</c>.</returns>
    /// <exception cref="FileNotFoundException">The store lacks it.</exception>
    /// <exception cref="InvalidDataException">The content no longer has that digest.</exception>
    public async Task<string> FetchAsync(string sha256, string cacheFolder, CancellationToken cancellation)
    {
        _ = NameOf(sha256);
        var path = Path.Combine(cacheFolder, sha256[..2], sha256[2..]);
        await FetchToAsync(sha256, path, cancellation);
        return path;
    }

    /// <summary>Brings a payload to a named file; a file that is there already is used as it is.</summary>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="path">The file's path; its folder is made.</param>
    /// <param name="cancellation">Stops the call; no partial file is left.</param>
    /// <exception cref="FileNotFoundException">The store lacks it.</exception>
    /// <exception cref="InvalidDataException">The content no longer has that digest.</exception>
    public async Task FetchToAsync(string sha256, string path, CancellationToken cancellation)
    {
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = path + "." + Path.GetRandomFileName();
        try
        {
            await using (var content = await store.OpenReadAsync(NameOf(sha256), cancellation))
                Verify(sha256, await CopyAsync(content, aside, cancellation));
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Removes a payload that nothing needs any more.</summary>
    internal Task RemoveAsync(string sha256, CancellationToken cancellation) => store.RemoveAsync(NameOf(sha256), cancellation);

    private static async Task<string> CopyAsync(Stream content, string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        // What lies under a digest's name is taken as it is later on: it must not be half there after a loss of power.
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Verify(string expected, string digest)
    {
        if (digest != expected)
            throw new InvalidDataException(
                $"Payload {expected} in store '{store.Address}' has the digest {digest}: it was damaged or tampered with. " +
                "Restore it from a backup.");
    }

    private static string NameOf(string sha256) => ContentDigest.IsOne(sha256)
        ? $"blobs/sha256/{sha256[..2]}/{sha256[2..]}"
        : throw new ArgumentException($"'{sha256}' is not a SHA-256; use 64 lower-case hexadecimal digits.", nameof(sha256));
}
