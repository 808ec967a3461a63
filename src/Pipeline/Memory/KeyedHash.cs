using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MlopsCl.Pipeline.Memory;

/// <summary>
/// The selection policy: a sample's priority is a hash of (bank seed, sample digest), the k smallest are kept. It knows no order and
/// no random state: the k smallest of a union are the k smallest of the k smallest of its parts.
/// </summary>
public static class KeyedHash
{
    /// <summary>The policy's name, as manifests hold it.</summary>
    public const string Name = "keyed-hash";

    /// <summary>
    /// A sample's priority: the first 8 bytes of HMAC-SHA256 under the seed (8 bytes, little endian), as 16 hexadecimal digits.
    /// </summary>
    /// <param name="seed">The bank's seed.</param>
    /// <param name="sampleDigest">The sample's digest.</param>
    public static string Priority(long seed, string sampleDigest)
    {
        Span<byte> key = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(key, seed);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(sampleDigest), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }

    /// <summary>How many of a task's samples a share is: rounded up, so that a share above zero keeps at least one.</summary>
    /// <param name="samples">The task's samples.</param>
    /// <param name="share">The share, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static int Count(int samples, double share)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A memory share is from 0 to 1.");
        return (int)Math.Min(samples, Math.Ceiling(Math.Round(samples * share, 6)));
    }

    /// <summary>
    /// The k entries of smallest priority, in the order of priority and, of equals, of digest; an entry that occurs twice counts once.
    /// </summary>
    /// <param name="entries">Entries in any order.</param>
    /// <param name="count">k.</param>
    public static IReadOnlyList<MemoryEntry> Smallest(IEnumerable<MemoryEntry> entries, int count) =>
        [
            .. entries
                .DistinctBy(e => e.Sample.Digest)
                .OrderBy(e => e.Priority, StringComparer.Ordinal)
                .ThenBy(e => e.Sample.Digest, StringComparer.Ordinal)
                .Take(count),
        ];
}
