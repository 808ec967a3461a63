using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>A hash of short texts. It differs from process to process, so that no file can be made to collide.</summary>
internal static class TokenHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private static readonly ulong Seed = ((ulong)(uint)HashCode.Combine(1) << 32) | (uint)HashCode.Combine(2);

    /// <summary>The hash of a text in UTF-16; it is not that of the same text in UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<char> text) => Of(MemoryMarshal.AsBytes(text));

    /// <summary>The hash of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Seed + (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        ulong rest = 0;
        if (bytes.Length >= 4)
        {
            rest = BinaryPrimitives.ReadUInt32LittleEndian(bytes) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) << 32);
        }
        else if (bytes.Length > 0)
        {
            rest = bytes[0] | ((ulong)bytes[bytes.Length >> 1] << 8) | ((ulong)bytes[^1] << 16);
        }

        hash = Fold(hash ^ rest ^ Multiplier);
        return (uint)hash ^ (uint)(hash >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong value)
    {
        ulong high = Math.BigMul(value, Multiplier, out ulong low);
        return high ^ low;
    }
}
