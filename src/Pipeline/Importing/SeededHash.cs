using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MlopsCl.Pipeline.Importing;

/// <summary>Chance without a state: every draw is a hash of (seed, purpose, item), so it depends on nothing that was drawn before.</summary>
internal static class SeededHash
{
    public static ulong Of(long seed, string purpose, string item) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{purpose}\n{item}")));

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public static int Below(int bound, long seed, string purpose, string item) => (int)(Of(seed, purpose, item) % (ulong)bound);

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public static double Unit(long seed, string purpose, string item) => (Of(seed, purpose, item) >> 11) / (double)(1UL << 53);

    /// <summary>The items in the order of their hashes; names must be distinct for the order to be fixed.</summary>
    public static IEnumerable<T> Shuffle<T>(IEnumerable<T> items, long seed, string purpose, Func<T, string> name) =>
        items.OrderBy(item => Of(seed, purpose, name(item))).ThenBy(name, StringComparer.Ordinal);
}
